# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The column that held one question goes; what still stands in it begins the thread of its case.

Open announcements were moved before. Questions about accepted ones waited for nobody any more and go
with their case; those of withdrawn announcements are removed, as they are today.
"""

from django.db import migrations

from geleit.core.migrating import check_keys_at_once

def keep(apps, editor):
    check_keys_at_once(editor)
    arrivals = apps.get_model("intake", "Arrival").unguarded
    inquiries = apps.get_model("packages", "Inquiry").unguarded
    entries = apps.get_model("packages", "InquiryEntry").unguarded
    for arrival in arrivals.exclude(question="").filter(withdrawn_at=None, case__isnull=False):
        inquiry, _is_new = inquiries.get_or_create(
            case_id=arrival.case_id,
            defaults={"agreement_id": arrival.agreement_id, "sender_id": arrival.county_id},
        )
        entries.create(
            inquiry=inquiry, is_answer=False, text=arrival.question, at=arrival.announced_at,
            by_id=arrival.announced_by_id,
        )  # fmt: skip


class Migration(migrations.Migration):
    dependencies = (("intake", "0008_questions_into_inquiries"), ("packages", "0004_inquiries"))
    operations = (
        migrations.RunPython(keep, migrations.RunPython.noop),
        migrations.RemoveField("arrival", "question"),
    )
