# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Annexes are watched as clauses are (0004); what a kept file is never changes, its seal may."""

from importlib import import_module

from django.db import migrations

before = import_module("geleit.agreements.migrations.0004_signed_versions_stay")
ANNEX, FILE = "agreements_annex", "agreements_annexfile"
FIXED = "agreement_id, sha256, media_type, size_bytes"
KEPT = f"{FILE}_never_changes"

SQLITE = [
    *(
        f"CREATE TRIGGER {before._name(ANNEX, verb)} BEFORE {verb.upper()} ON {ANNEX} "
        f"WHEN {' OR '.join(before.SIGNED % side for side in sides)} "
        f"BEGIN SELECT RAISE(ABORT, '{before.SENTENCE}'); END"
        for verb, sides in (("insert", ["NEW"]), ("update", ["OLD", "NEW"]), ("delete", ["OLD"]))
    ),
    f"CREATE TRIGGER {KEPT} BEFORE UPDATE OF {FIXED} ON {FILE} "
    + "WHEN "
    + " OR ".join(f"OLD.{name} <> NEW.{name}" for name in FIXED.split(", "))
    + f" BEGIN SELECT RAISE(ABORT, '{before.SENTENCE}'); END",
]
POSTGRESQL = [
    "CREATE FUNCTION agreements_annex_watch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
    f"IF EXISTS (SELECT 1 FROM {before.VERSION} v WHERE v.state = 'signed' "
    "AND (v.id = OLD.version_id OR v.id = NEW.version_id)) THEN RAISE EXCEPTION "
    f"'{before.SENTENCE}' USING ERRCODE = 'integrity_constraint_violation'; END IF; "
    "IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $$",
    f"CREATE TRIGGER {ANNEX}_signed BEFORE INSERT OR UPDATE OR DELETE ON {ANNEX} "
    "FOR EACH ROW EXECUTE FUNCTION agreements_annex_watch()",
    f"CREATE TRIGGER {KEPT} BEFORE UPDATE OF {FIXED} ON {FILE} FOR EACH ROW "
    + "WHEN ("
    + " OR ".join(f"OLD.{name} <> NEW.{name}" for name in FIXED.split(", "))
    + ") EXECUTE FUNCTION agreements_signed_refuse()",
]
DO = {"sqlite": SQLITE, "postgresql": POSTGRESQL}
UNDO = {
    "sqlite": [
        *(f"DROP TRIGGER {before._name(ANNEX, verb)}" for verb in ("insert", "update", "delete")),
        f"DROP TRIGGER {KEPT}",
    ],
    "postgresql": [
        f"DROP TRIGGER {ANNEX}_signed ON {ANNEX}",
        f"DROP TRIGGER {KEPT} ON {FILE}",
        "DROP FUNCTION agreements_annex_watch()",
    ],
}


class Migration(migrations.Migration):
    dependencies = [("agreements", "0020_annexes")]
    operations = [migrations.RunPython(before._run(DO), before._run(UNDO))]
