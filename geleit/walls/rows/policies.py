# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The second wall: PostgreSQL's policies for every table about people, made from the models.

A table gets a wall when its model is guarded, or when its rows belong to such a row. What a row
shows follows the first foreign key that is never empty and leads to a walled table, up to the case
or to one of the few tables that say it themselves (OWN). Migrating lets the system alone pass
until everything stands again; docs/zeilenschutz.md says it for those who run it.
"""

from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.apps import apps
from django.db import connections, models, transaction
from django.db.migrations.executor import MigrationExecutor

from geleit.core.guarded import Guarded
from geleit.walls.rows import functions

NAME = "geleit_wall"
SHUT = "shut"  # what a wall is called while tables are changed
OWN = {
    "cases.Case": functions.CASE,
    "cases.Household": functions.HOUSEHOLD,
    "consents.Consent": functions.CONSENT,
    "counselling.PrivateNote": functions.PRIVATE_NOTE,
    "handover.Transfer": functions.TRANSFER,
    "identity.PersonLink": functions.LINK,
    "identity.PossibleDuplicate": functions.PAIR,
    "identity.TraceEnd": functions.TRACE_END,
    "intake.Arrival": functions.ARRIVAL,
    "intake.ImportBatch": functions.BATCH,
    "packages.Inquiry": functions.INQUIRY,
    "packages.ReceivedPackage": functions.PACKAGE,
    "persons.Vulnerability": functions.VULNERABILITY,
    "together.Draft": functions.DRAFT,
    "together.FormerText": functions.FORMER_TEXT,
    "volunteers.Assignment": functions.ASSIGNMENT,
}


class NoWay(Exception):
    """Nothing says to whose case the rows of a guarded table belong; the text says what to do."""


@dataclass(frozen=True)
class Wall:
    """What is to stand before one table."""

    table: str
    condition: str

    @property
    def mark(self) -> str:
        """Return what is written to the policy, so that an older one is noticed."""
        return sha256((functions.FUNCTIONS + self.condition).encode()).hexdigest()[:16]


def is_guarded(model: type[models.Model]) -> bool:
    return any(isinstance(manager, Guarded) for manager in model._meta.managers)


def walled() -> list[type[models.Model]]:
    """Return the models of tables about people, tables of many-to-many relations too."""
    ours = [m for m in apps.get_models(include_auto_created=True) if _is_table(m)]
    found = {model for model in ours if is_guarded(model)}
    while more := {model for model in ours if model not in found and _parent(model, found)}:
        found |= more
    return sorted(found, key=lambda model: model._meta.db_table)


def _is_table(model: type[models.Model]) -> bool:
    is_ours = model.__module__.startswith("geleit.")
    return is_ours and model._meta.managed and not model._meta.proxy


def _parent(model: type[models.Model], among: Any) -> models.ForeignKey | None:
    """Return the foreign key to the row to which a row of this table belongs."""
    for field in model._meta.concrete_fields:
        if not isinstance(field, models.ForeignKey) or field.null:
            continue
        if field.related_model in among and field.related_model is not model:
            return field
    return None


def walls() -> list[Wall]:
    """Return the walls that are to stand; raises NoWay."""
    among = walled()
    return [Wall(model._meta.db_table, _condition(model, among)) for model in among]


def _condition(model: type[models.Model], among: list[type[models.Model]]) -> str:
    table, label = model._meta.db_table, model._meta.label
    if label in OWN:
        return OWN[label].format(key=f"{table}.{model._meta.pk.column}", table=table)
    field = _parent(model, among)
    if field is None:
        raise NoWay(
            f"{label} is guarded, and no foreign key that is never empty leads from it to a case, "
            "a household or a person. Add one, or write its condition into OWN in "
            "geleit/walls/rows/policies.py."
        )
    above: Any = field.related_model
    here = f"{table}.{field.column}"
    if above._meta.label == "cases.Household":
        return OWN[above._meta.label].format(key=here)
    key = field.target_field.column
    return f"EXISTS (SELECT FROM {above._meta.db_table} above WHERE above.{key} = {here})"


def standing(using: str = "default") -> dict[str, str]:
    """Return the mark of each wall by table, for tables that exist; "" where there is none."""
    asked = """
        SELECT c.relname, CASE
            WHEN c.relrowsecurity AND c.relforcerowsecurity AND count(p.oid) = 1
            THEN coalesce(max(obj_description(p.oid, 'pg_policy')), '') ELSE '' END
        FROM pg_class c LEFT JOIN pg_policy p ON p.polrelid = c.oid
        WHERE c.oid = to_regclass(quote_ident(c.relname))
          AND (c.relname = ANY (%s) OR p.polname = %s)
        GROUP BY c.oid, c.relname, c.relrowsecurity, c.relforcerowsecurity
    """
    with connections[using].cursor() as cursor:
        cursor.execute(asked, [[wall.table for wall in walls()], NAME])
        return dict(cursor.fetchall())


def gaps(using: str = "default") -> list[str]:
    """Return the tables whose wall is missing, shut or of an older version."""
    found = standing(using)
    return [wall.table for wall in walls() if found.get(wall.table, wall.mark) != wall.mark]


def raise_walls(using: str = "default") -> None:
    """Put every wall where it belongs; what stands already is left alone."""
    if not _is_migrated(using):
        shut_walls(using)
        return
    found, wanted = standing(using), {wall.table: wall for wall in walls()}
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        if gaps(using):
            cursor.execute(functions.FUNCTIONS)
        for table in found:
            if table not in wanted:
                cursor.execute(f'ALTER TABLE "{table}" DISABLE ROW LEVEL SECURITY')
                cursor.execute(f'DROP POLICY {NAME} ON "{table}"')
            elif found[table] != wanted[table].mark:
                condition = f"{functions.SYSTEM} OR ({wanted[table].condition})"
                _put(cursor, table, condition, wanted[table].mark)


def shut_walls(using: str = "default") -> None:
    """Let the system alone pass: no policy names a column then, so tables can be changed."""
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        for table, mark in standing(using).items():
            if mark != SHUT:
                _put(cursor, table, functions.SYSTEM, SHUT)


def _put(cursor: Any, table: str, condition: str, mark: str) -> None:
    cursor.execute("SELECT polname FROM pg_policy WHERE polrelid = %s::regclass", [f'"{table}"'])
    for (name,) in cursor.fetchall():
        cursor.execute(f'DROP POLICY "{name}" ON "{table}"')
    cursor.execute(f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY')
    cursor.execute(f'CREATE POLICY {NAME} ON "{table}" USING ({condition})')
    cursor.execute(f"COMMENT ON POLICY {NAME} ON \"{table}\" IS '{mark}'")


def _is_migrated(using: str) -> bool:
    executor = MigrationExecutor(connections[using])
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())
