# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The former wordings of a note, for its author."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from geleit.accounts.permissions import Permission, requires
from geleit.cases.models import Case
from geleit.counselling import actions, queries
from geleit.counselling.enums import Interpreting
from geleit.together.models import FormerText
from geleit.together.wordings import History, history_page


@requires(Permission.EDIT_CASES)
@require_http_methods(["GET", "POST"])
def versions(request: HttpRequest, case_id: int, contact_id: int) -> HttpResponse:
    case = get_object_or_404(Case.objects.visible_to(request.user), pk=case_id)
    own = queries.contacts_of(request.user, case).filter(recorded_by=request.user.pk)
    contact = get_object_or_404(own, pk=contact_id)
    history = History(
        row=contact,
        labels={
            "text": _("Notiz"),
            "private": _("Nur für mich"),
            "interpreter": _("Wer hat übersetzt"),
        },
        present={"private": queries.private_text(request.user, contact)},
        back=(reverse("counselling:edit", args=[case.pk, contact.pk]), _("Zum Kontakt")),
        part="versions",
        bring_back=lambda former: actions.bring_back(contact, former, by=request.user),
        beside=_how_interpreted,
        is_struck=contact.withdrawn_at is not None,
        for_whom=_("Den Wortlaut früherer Fassungen lesen nur Sie."),
    )
    return history_page(request, case, history)


def _how_interpreted(former: FormerText) -> str:
    """Return the kind of interpreting that comes back with a name; of older ones it was not kept."""
    if former.field != "interpreter":
        return ""
    if not former.detail:
        return _(
            "Wie damals übersetzt wurde, steht nicht dabei; die Art bleibt, wie sie jetzt ist."
        )
    return str(Interpreting(former.detail).label)
