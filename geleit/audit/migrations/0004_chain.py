# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Number and chain the entries; keep the head. The triggers of 0002 step aside meanwhile."""

from importlib import import_module

import django.utils.timezone
from django.db import migrations, models

append_only = import_module("geleit.audit.migrations.0002_append_only")

PORTION = 5_000
SENTENCE = "audit_chainhead only goes forward"
SAME = (
    "NEW.id = OLD.id AND NEW.sequence = OLD.sequence "
    "AND NEW.hash = OLD.hash AND NEW.seal = OLD.seal"
)
FORWARD = "NEW.id = OLD.id AND NEW.sequence > OLD.sequence"

SQLITE = [
    # INSERT OR REPLACE removes the old row without asking the trigger against deleting.
    "CREATE TRIGGER audit_event_no_replace BEFORE INSERT ON audit_event "
    "WHEN EXISTS (SELECT 1 FROM audit_event WHERE id = NEW.id OR sequence = NEW.sequence) "
    f"BEGIN SELECT RAISE(ABORT, '{append_only.SENTENCE}'); END",
    "CREATE TRIGGER audit_chainhead_no_replace BEFORE INSERT ON audit_chainhead "
    "WHEN EXISTS (SELECT 1 FROM audit_chainhead) "
    f"BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END",
    "CREATE TRIGGER audit_chainhead_forward BEFORE UPDATE ON audit_chainhead "
    f"WHEN NOT (({FORWARD}) OR ({SAME})) BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END",
    "CREATE TRIGGER audit_chainhead_no_delete BEFORE DELETE ON audit_chainhead "
    f"WHEN OLD.sequence > 0 BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END",
]
TRUNCATE = [
    "CREATE TRIGGER audit_event_no_truncate BEFORE TRUNCATE ON audit_event "
    "FOR EACH STATEMENT EXECUTE FUNCTION audit_event_refuse()",
    "CREATE TRIGGER audit_chainhead_no_truncate BEFORE TRUNCATE ON audit_chainhead "
    "FOR EACH STATEMENT EXECUTE FUNCTION audit_chainhead_refuse()",
]
POSTGRESQL = [
    "CREATE FUNCTION audit_chainhead_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{SENTENCE}'; END $$",
    "CREATE TRIGGER audit_chainhead_forward BEFORE UPDATE ON audit_chainhead "
    f"FOR EACH ROW WHEN (NOT (({FORWARD}) OR ({SAME}))) "
    "EXECUTE FUNCTION audit_chainhead_refuse()",
    "CREATE TRIGGER audit_chainhead_no_delete BEFORE DELETE ON audit_chainhead "
    "FOR EACH ROW WHEN (OLD.sequence > 0) EXECUTE FUNCTION audit_chainhead_refuse()",
    *TRUNCATE,
]
DO = {"sqlite": SQLITE, "postgresql": POSTGRESQL}
UNDO_TRUNCATE = [
    f"DROP TRIGGER {table}_no_truncate ON {table}" for table in ("audit_event", "audit_chainhead")
]
UNDO = {
    "sqlite": [
        "DROP TRIGGER audit_event_no_replace",
        "DROP TRIGGER audit_chainhead_no_replace",
        "DROP TRIGGER audit_chainhead_forward",
        "DROP TRIGGER audit_chainhead_no_delete",
    ],
    "postgresql": [
        *UNDO_TRUNCATE,
        "DROP TRIGGER audit_chainhead_forward ON audit_chainhead",
        "DROP TRIGGER audit_chainhead_no_delete ON audit_chainhead",
        "DROP FUNCTION audit_chainhead_refuse()",
    ],
}


def _run(statements):
    def run(apps, schema_editor):
        for statement in statements[schema_editor.connection.vendor]:
            schema_editor.execute(statement)

    return run


def chain_what_is_there(apps, schema_editor):
    """Seal the entries in the order in which they were written, and set the head."""
    from geleit.audit import chain
    from geleit.audit.keys import audit_key

    key, connection = audit_key(), schema_editor.connection
    head = chain.Head(0, chain.START, key.seal_of(0, chain.START))
    last_id = 0
    with connection.cursor() as cursor:
        while rows := _portion(cursor, last_id):
            drafts = [
                chain.Entry(0, chain.moment(at), *texts, chain.plain(data), "", "")
                for _, at, *texts, data in rows
            ]
            sealed, head = chain.append(key, head, drafts, longest=lambda: 0)
            cursor.executemany(
                'UPDATE audit_event SET sequence = %s, signed_with = %s, previous_hash = %s, '
                '"hash" = %s WHERE id = %s',
                [
                    (entry.sequence, entry.signed_with, entry.previous_hash, entry.hash, row[0])
                    for entry, row in zip(sealed, rows, strict=True)
                ],
            )
            last_id = rows[-1][0]
    apps.get_model("audit", "ChainHead").objects.create(pk=1, **head._asdict())


def _portion(cursor, after):
    cursor.execute(
        'SELECT id, CAST("at" AS text), actor, verb, kind, "key", CAST("data" AS text) '
        "FROM audit_event WHERE id > %s ORDER BY id LIMIT %s",
        [after, PORTION],
    )
    return cursor.fetchall()


def text_field(name, length):
    return models.CharField(default="", editable=False, max_length=length, verbose_name=name)


class Migration(migrations.Migration):
    dependencies = [("audit", "0003_index_by_actor")]
    operations = [
        migrations.RunPython(_run(append_only.UNDO), _run(append_only.DO)),
        migrations.AddField(
            "event",
            "sequence",
            models.PositiveBigIntegerField(editable=False, null=True, verbose_name="Nummer"),
        ),
        migrations.AddField(
            "event", "signed_with", text_field("Name des Schlüssels", 16), preserve_default=False
        ),
        migrations.AddField(
            "event", "previous_hash", text_field("Prüfsumme davor", 64), preserve_default=False
        ),
        migrations.AddField("event", "hash", text_field("Prüfsumme", 64), preserve_default=False),
        migrations.AlterField(
            "event",
            "at",
            models.DateTimeField(
                db_index=True, default=django.utils.timezone.now, verbose_name="Zeitpunkt"
            ),
        ),
        migrations.CreateModel(
            name="ChainHead",
            fields=[
                (
                    "id",
                    models.PositiveSmallIntegerField(
                        default=1, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("sequence", models.PositiveBigIntegerField(default=0, verbose_name="Nummer")),
                ("hash", models.CharField(max_length=64, verbose_name="Prüfsumme")),
                ("seal", models.CharField(max_length=64, verbose_name="Siegel")),
            ],
            options={
                "verbose_name": "Stand des Protokolls",
                "verbose_name_plural": "Stand des Protokolls",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("id", 1)), name="audit_has_one_head"
                    )
                ],
            },
        ),
        migrations.RunPython(chain_what_is_there, migrations.RunPython.noop),
        migrations.AlterField(
            "event",
            "sequence",
            models.PositiveBigIntegerField(editable=False, unique=True, verbose_name="Nummer"),
        ),
        migrations.RunPython(_run(append_only.DO), _run(append_only.UNDO)),
        migrations.RunPython(_run(DO), _run(UNDO)),
    ]
