# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The only writers of the bodies that take part: add one, correct its name or address."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from geleit.accounts.models import User
from geleit.audit.models import record
from geleit.core.problems import Problem, Refused
from geleit.organisations.models import FormerDetails, Organisation

DETAILS = ("name", "short_name", "street", "postcode", "city", "land")


@transaction.atomic
def change_organisation(body: Organisation, *, by: User, on: date, **details: str) -> Organisation:
    """Correct name or address of a body; what stood there is kept. The administration does."""
    body = Organisation.objects.select_for_update().get(pk=body.pk)
    others = Organisation.objects.exclude(pk=body.pk).values_list("name", flat=True)
    if details["name"].casefold() in {name.casefold() for name in others}:
        text = _("So heißt schon eine andere Organisation.")
        raise Refused([Problem("name", text)])
    changed = [name for name in DETAILS if getattr(body, name) != details[name]]
    if changed:
        former = {name: getattr(body, name) for name in DETAILS}
        FormerDetails.objects.create(organisation=body, until=on, changed_by=by.name, **former)
        for name in changed:
            setattr(body, name, details[name])
        body.save(update_fields=changed)
        record(by, "organisation-changed", body, changed=changed)
    return body


def add_organisation(*, by: User, **fields: Any) -> Organisation:
    """Add a body that takes part; the administration does."""
    with transaction.atomic():
        body = Organisation.objects.create(**fields)
        record(by, "organisation-added", body)
    return body
