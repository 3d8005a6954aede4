# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""For which agreements the deputies set before stand in: what the log knows of who set them."""

from django.db import migrations, models
from django.utils.timezone import localdate


def derive(apps, schema_editor):
    """Take over the limits of the lead who set it; where she had none or is not known, all."""
    Event = apps.get_model("audit", "Event")
    DeputyReach = apps.get_model("staffing", "DeputyReach")
    for row in apps.get_model("staffing", "Deputy").objects.order_by("pk"):
        told = Event.objects.filter(kind="staffing.deputy", key=str(row.pk), verb="deputy-set")
        event = told.order_by("sequence").first()
        if event is None:
            continue
        places = places_of(apps, event.actor, on=localdate(event.at))
        DeputyReach.objects.bulk_create(
            DeputyReach(deputyship=row, organisation_id=organisation, agreement_id=agreement)
            for organisation, agreement in places
        )


def places_of(apps, actor, *, on):
    """Return organisation and agreement of each place that the account leads on the day."""
    word, _colon, number = actor.partition(":")
    if word != "user" or not number.isdigit():
        return []
    rows = apps.get_model("accounts", "Membership").objects.filter(
        models.Q(ends_on=None) | models.Q(ends_on__gte=on),
        user=int(number), role="carrier_lead", starts_on__lte=on,
    )
    found = set()
    for row in rows:
        covered = apps.get_model("agreements", "CoveredAgreement").objects.filter(membership=row.pk)
        agreements = list(covered.values_list("agreement", flat=True)) or [None]
        found |= {(row.organisation_id, one) for one in agreements}
    whole = {organisation for organisation, agreement in found if agreement is None}
    return [one for one in found if one[1] is None or one[0] not in whole]


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0006_four_eyes'),
        ('agreements', '0025_settled_instalments'),
        ('audit', '0006_checkpoints'),
        ('staffing', '0007_reach_of_deputies'),
    ]

    operations = [migrations.RunPython(derive, migrations.RunPython.noop)]
