# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The one question that an announcement could hold begins its thread.

Who wrote it and when was not kept: it is given to the day of the announcement and to whoever
announced, as a question.
"""

from django.db import migrations


def move(apps, _editor):
    arrivals = apps.get_model("intake", "Arrival").unguarded.exclude(question="")
    inquiries = apps.get_model("packages", "Inquiry")
    for arrival in arrivals.filter(accepted_at=None, withdrawn_at=None, inquiry=None):
        inquiry = inquiries.unguarded.create(
            agreement_id=arrival.agreement_id, sender_id=arrival.county_id,
            waits_since=arrival.announced_at,
        )  # fmt: skip
        apps.get_model("packages", "InquiryEntry").unguarded.create(
            inquiry=inquiry, is_answer=False, text=arrival.question, at=arrival.announced_at,
            by_id=arrival.announced_by_id,
        )  # fmt: skip
        arrival.inquiry, arrival.question = inquiry, ""
        arrival.save(update_fields=["inquiry", "question"])


class Migration(migrations.Migration):
    dependencies = (("intake", "0007_inquiry_of_an_arrival"),)
    operations = (migrations.RunPython(move, migrations.RunPython.noop),)
