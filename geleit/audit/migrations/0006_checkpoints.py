# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""An entry may go when its time is over: only behind a checkpoint, which itself stays for good."""

from datetime import date

import django.utils.timezone
from django.db import migrations, models

EVENT = "audit_event is append-only"
SENTENCE = "audit_logcheckpoint is append-only"
BEHIND = "SELECT 1 FROM audit_logcheckpoint WHERE sequence >= OLD.sequence"

SQLITE = [
    "DROP TRIGGER audit_event_no_delete",
    "CREATE TRIGGER audit_event_no_delete BEFORE DELETE ON audit_event "
    f"WHEN NOT EXISTS ({BEHIND}) BEGIN SELECT RAISE(ABORT, '{EVENT}'); END",
    "CREATE TRIGGER audit_logcheckpoint_forward BEFORE INSERT ON audit_logcheckpoint "
    "WHEN EXISTS (SELECT 1 FROM audit_logcheckpoint WHERE sequence >= NEW.sequence "
    "OR id = NEW.id) "
    f"BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END",
    *(
        f"CREATE TRIGGER audit_logcheckpoint_no_{verb} BEFORE {verb.upper()} "
        f"ON audit_logcheckpoint BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END"
        for verb in ("update", "delete")
    ),
]
POSTGRESQL = [
    "DROP TRIGGER audit_event_no_change ON audit_event",
    "CREATE TRIGGER audit_event_no_change BEFORE UPDATE ON audit_event "
    "FOR EACH ROW EXECUTE FUNCTION audit_event_refuse()",
    "CREATE FUNCTION audit_event_refuse_delete() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN IF NOT EXISTS ({BEHIND}) THEN RAISE EXCEPTION '{EVENT}'; END IF; "
    "RETURN OLD; END $$",
    "CREATE TRIGGER audit_event_no_delete BEFORE DELETE ON audit_event "
    "FOR EACH ROW EXECUTE FUNCTION audit_event_refuse_delete()",
    "CREATE FUNCTION audit_logcheckpoint_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN IF TG_OP = 'INSERT' AND NOT EXISTS (SELECT 1 FROM audit_logcheckpoint "
    "WHERE sequence >= NEW.sequence) THEN RETURN NEW; END IF; "
    f"RAISE EXCEPTION '{SENTENCE}'; END $$",
    "CREATE TRIGGER audit_logcheckpoint_forward BEFORE INSERT OR UPDATE OR DELETE "
    "ON audit_logcheckpoint FOR EACH ROW EXECUTE FUNCTION audit_logcheckpoint_refuse()",
]
DO = {"sqlite": SQLITE, "postgresql": POSTGRESQL}
UNDO = {
    "sqlite": [
        "DROP TRIGGER audit_event_no_delete",
        "CREATE TRIGGER audit_event_no_delete BEFORE DELETE ON audit_event "
        f"BEGIN SELECT RAISE(ABORT, '{EVENT}'); END",
        *(
            f"DROP TRIGGER audit_logcheckpoint_{name}"
            for name in ("forward", "no_update", "no_delete")
        ),
    ],
    "postgresql": [
        "DROP TRIGGER audit_logcheckpoint_forward ON audit_logcheckpoint",
        "DROP FUNCTION audit_logcheckpoint_refuse()",
        "DROP TRIGGER audit_event_no_delete ON audit_event",
        "DROP FUNCTION audit_event_refuse_delete()",
        "DROP TRIGGER audit_event_no_change ON audit_event",
        "CREATE TRIGGER audit_event_no_change BEFORE UPDATE OR DELETE ON audit_event "
        "FOR EACH ROW EXECUTE FUNCTION audit_event_refuse()",
    ],
}
SOURCE = (
    "Nach dem Vorbild von § 76 Abs. 4 BDSG: zu löschen am Ende des auf die Entstehung folgenden "
    "Jahres. Für Träger gilt die Vorschrift nicht unmittelbar; der Wortlaut ist nicht geprüft."
)


def _run(statements):
    def run(apps, schema_editor):
        for statement in statements[schema_editor.connection.vendor]:
            schema_editor.execute(statement)

    return run


def _add_rule(apps, schema_editor):
    rules = apps.get_model("audit", "LogRule").objects
    rules.create(full_years=1, valid_from=date(2019, 1, 1), source=SOURCE, is_verified=False)


class Migration(migrations.Migration):
    dependencies = [("audit", "0005_places")]
    operations = [
        migrations.CreateModel(
            name="LogCheckpoint",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sequence", models.PositiveBigIntegerField(unique=True, verbose_name="bis Nummer")),
                ("hash", models.CharField(max_length=64, verbose_name="Prüfsumme")),
                ("seal", models.CharField(max_length=64, verbose_name="Siegel")),
                (
                    "at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="Zeitpunkt"
                    ),
                ),
            ],
            options={
                "verbose_name": "Löschmarke des Protokolls",
                "verbose_name_plural": "Löschmarken des Protokolls",
            },
        ),
        migrations.CreateModel(
            name="LogRule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "full_years",
                    models.PositiveSmallIntegerField(
                        verbose_name="volle Kalenderjahre nach dem Jahr des Eintrags"
                    ),
                ),
                ("valid_from", models.DateField(unique=True, verbose_name="gilt ab")),
                ("source", models.TextField(verbose_name="Quelle")),
                (
                    "is_verified",
                    models.BooleanField(default=False, verbose_name="am Gesetz geprüft"),
                ),
            ],
            options={
                "verbose_name": "Löschregel des Protokolls",
                "verbose_name_plural": "Löschregeln des Protokolls",
            },
        ),
        migrations.RunPython(_add_rule, migrations.RunPython.noop),
        migrations.RunPython(_run(DO), _run(UNDO)),
    ]
