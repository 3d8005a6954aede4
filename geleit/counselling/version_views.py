# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The former wordings of a note, for its author."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from geleit.accounts.permissions import Permission, requires
from geleit.audit.models import record
from geleit.cases.models import Case
from geleit.core.lookups import read_key
from geleit.core.problems import Refused
from geleit.counselling import actions, queries


@requires(Permission.EDIT_CASES)
@require_http_methods(["GET", "POST"])
def versions(request: HttpRequest, case_id: int, contact_id: int) -> HttpResponse:
    case = get_object_or_404(Case.objects.visible_to(request.user), pk=case_id)
    own = queries.contacts_of(request.user, case).filter(recorded_by=request.user.pk)
    contact = get_object_or_404(own.filter(withdrawn_at=None), pk=contact_id)
    former = queries.former_texts(request.user, contact)
    if request.method == "POST":
        chosen = get_object_or_404(former, pk=read_key(request.POST.get("former", "")))
        try:
            actions.bring_back(contact, chosen, by=request.user)
        except Refused as refused:
            messages.warning(request, str(refused))
        else:
            messages.success(request, _("Die frühere Fassung gilt wieder."))
        return redirect("counselling:versions", case.pk, contact.pk)
    record(request.user, "case-read", case, part="versions")
    back = reverse("counselling:edit", args=[case.pk, contact.pk])
    context = {
        "title": _("Frühere Fassungen %(number)s") % {"number": case.number},
        "back": (back, _("Zum Kontakt")),
        "explanation": _(
            "Den Wortlaut früherer Fassungen lesen nur Sie. Nichts geht verloren: Was jetzt gilt, "
            "steht nach dem Zurückholen hier."
        ),
        "present": queries.present_texts(request.user, contact),
        "former": queries.labelled(former),
    }
    return render(request, "together/history.html", context)
