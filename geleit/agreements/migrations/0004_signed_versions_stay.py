# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The database itself refuses to change a version that both sides have signed."""

from django.db import migrations

SENTENCE = "a signed version is never changed"
VERSION, CLAUSE, SIGN_OFF = (
    "agreements_agreementversion",
    "agreements_clause",
    "agreements_signoff",
)
SIGNED = f"EXISTS (SELECT 1 FROM {VERSION} v WHERE v.id = %s.version_id AND v.state = 'signed')"

WATCHED = [
    (VERSION, "update", "OLD.state = 'signed'"),
    (VERSION, "delete", "OLD.state = 'signed'"),
    *((table, "update", SIGNED % "OLD") for table in (CLAUSE, SIGN_OFF)),
    *((table, "delete", SIGNED % "OLD") for table in (CLAUSE, SIGN_OFF)),
    *((table, "insert", SIGNED % "NEW") for table in (CLAUSE, SIGN_OFF)),
]


def _name(table, verb):
    return f"{table}_signed_no_{verb}"


SQLITE = [
    f"CREATE TRIGGER {_name(table, verb)} BEFORE {verb.upper()} ON {table} WHEN {condition} "
    f"BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END"
    for table, verb, condition in WATCHED
]
POSTGRESQL = [
    "CREATE FUNCTION agreements_signed_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{SENTENCE}' USING ERRCODE = 'integrity_constraint_violation'; "
    "END $$",
    "CREATE FUNCTION agreements_signed_watch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
    f"IF EXISTS (SELECT 1 FROM {VERSION} v WHERE v.state = 'signed' AND v.id = "
    "CASE WHEN TG_OP = 'INSERT' THEN NEW.version_id ELSE OLD.version_id END) THEN "
    f"RAISE EXCEPTION '{SENTENCE}' USING ERRCODE = 'integrity_constraint_violation'; END IF; "
    "IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $$",
    f"CREATE TRIGGER {VERSION}_signed BEFORE UPDATE OR DELETE ON {VERSION} FOR EACH ROW "
    "WHEN (OLD.state = 'signed') EXECUTE FUNCTION agreements_signed_refuse()",
    *(
        f"CREATE TRIGGER {table}_signed BEFORE INSERT OR UPDATE OR DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION agreements_signed_watch()"
        for table in (CLAUSE, SIGN_OFF)
    ),
]
DO = {"sqlite": SQLITE, "postgresql": POSTGRESQL}
UNDO = {
    "sqlite": [f"DROP TRIGGER {_name(table, verb)}" for table, verb, _condition in WATCHED],
    "postgresql": [
        *(f"DROP TRIGGER {table}_signed ON {table}" for table in (VERSION, CLAUSE, SIGN_OFF)),
        "DROP FUNCTION agreements_signed_watch()",
        "DROP FUNCTION agreements_signed_refuse()",
    ],
}


def _run(statements):
    def run(apps, schema_editor):
        for statement in statements[schema_editor.connection.vendor]:
            schema_editor.execute(statement)

    return run


class Migration(migrations.Migration):
    dependencies = [("agreements", "0003_versions")]
    operations = [migrations.RunPython(_run(DO), _run(UNDO))]
