# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The first way into an installation, and back into it: for whoever runs the server.

Everything else is given in the product, by two people where cases are read. So these refuse as soon
as somebody is there who can do it there.
"""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from geleit.accounts.actions import create_account
from geleit.accounts.code_actions import issue_code
from geleit.accounts.models import Membership, Role, User
from geleit.audit.models import record
from geleit.core.problems import Problem, Refused
from geleit.organisations.models import Organisation, OrganisationKind


@transaction.atomic
def first_administrator(
    *, email: str, name: str, operator: str, by: Any, on: date
) -> tuple[User, str]:
    """Make the first account of who runs the system; return it with its code."""
    if _serving(on=on).filter(role=Role.ADMINISTRATOR).exists():
        text = _("Es gibt schon ein Konto der Systemverwaltung. Weitere legt sie in Geleit an.")
        raise Refused([Problem("known", text)])
    body, is_new = Organisation.objects.get_or_create(
        name=operator, defaults={"kind": OrganisationKind.OPERATOR, "short_name": operator[:60]}
    )
    if is_new:
        record(by, "organisation-added", body)
    return create_account(
        email=email, name=name, role=Role.ADMINISTRATOR, organisation=body, starts_on=on, by=by
    )


@transaction.atomic
def first_lead(*, email: str, name: str, carrier: str, by: Any, on: date) -> tuple[User, str]:
    """Make the first lead of a carrier, who confirms everybody else; return her with her code."""
    body = Organisation.objects.filter(name=carrier, kind=OrganisationKind.CARRIER).first()
    if body is None:
        text = _("Einen Träger mit diesem Namen gibt es nicht. Bitte zuerst in Geleit eintragen.")
        raise Refused([Problem("unknown", text)])
    if _serving(on=on).filter(role=Role.CARRIER_LEAD, organisation=body).exists():
        text = _("Der Träger hat schon eine Leitung. Weitere bestätigt sie in Geleit.")
        raise Refused([Problem("known", text)])
    return create_account(
        email=email, name=name, role=Role.CARRIER_LEAD, organisation=body, starts_on=on, by=by
    )


@transaction.atomic
def new_code(*, email: str, by: Any, at: datetime) -> tuple[User, str]:
    """Give out a code where nobody in the product can; password and sessions end at once."""
    user = User.objects.filter(email__iexact=email).first()
    if user is None:
        raise Refused([Problem("unknown", _("Ein Konto mit dieser Adresse gibt es nicht."))])
    return user, issue_code(user, by=by, at=at)


def _serving(*, on: date) -> Any:
    return Membership.objects.active(on=on).filter(user__is_active=True)
