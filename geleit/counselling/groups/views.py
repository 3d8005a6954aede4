# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""One group event: what it was, and who of one's own cases took part."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from geleit.accounts.permissions import Permission, requires
from geleit.core.lookups import read_key
from geleit.core.problems import Refused
from geleit.counselling.groups import actions, queries
from geleit.counselling.groups.forms import GroupForm, SearchForm
from geleit.counselling.models import Offer
from geleit.kern.keyset import page_of
from geleit.kern.versions import chosen, compare


@requires(Permission.EDIT_CASES)
@require_http_methods(["GET", "POST"])
def group(request: HttpRequest, offer_id: int) -> HttpResponse:
    offer = get_object_or_404(queries.offers_of(request.user), pk=offer_id)
    posted = request.POST if request.method == "POST" else None
    if posted is not None and "suche" in posted:
        return _page(request, offer, GroupForm(None, offer=offer), search=posted["suche"])
    form = GroupForm(chosen(posted, lambda: GroupForm(None, offer=offer)), offer=offer)
    if form.is_valid():
        try:
            actions.change_group(offer, by=request.user, on=localdate(), **form.said())
        except Refused as refused:
            if refused.problems[0].code == "overtaken":
                return _two_versions(request, form, offer_id)
            form.add_problems(refused.problems)
        else:
            messages.success(request, _("Das Angebot ist geändert."))
            return redirect("counselling:group", offer.pk)
    return _page(request, offer, form)


@requires(Permission.EDIT_CASES)
@require_POST
def attend(request: HttpRequest, offer_id: int) -> HttpResponse:
    offer = get_object_or_404(queries.offers_of(request.user), pk=offer_id)
    out = read_key(request.POST.get("heraus", ""))
    if out is not None:
        row = get_object_or_404(queries.attendances_of(request.user, offer), pk=out)
        actions.leave(row, by=request.user)
        messages.success(request, _("Die Teilnahme ist herausgenommen."))
        return redirect("counselling:group", offer.pk)
    people = queries.chosen(request.user, offer, request.POST.getlist("persons"))
    try:
        new = actions.attend(offer, people, by=request.user)
    except Refused as refused:
        messages.warning(request, str(refused))
        return redirect("counselling:group", offer.pk)
    done = ngettext("Eine Person ist eingetragen.", "%(n)s Personen sind eingetragen.", len(new))
    nobody = _("Bitte ankreuzen, wer teilgenommen hat.")
    messages.success(request, done % {"n": len(new)}) if new else messages.warning(request, nobody)
    return redirect("counselling:group", offer.pk)


@requires(Permission.EDIT_CASES)
@require_http_methods(["GET", "POST"])
def topics(request: HttpRequest, offer_id: int) -> HttpResponse:
    offer = get_object_or_404(queries.offers_of(request.user), pk=offer_id)
    former = queries.former_topics(offer)
    if request.method == "POST":
        number = read_key(request.POST.get("former", ""))
        chosen_one = get_object_or_404(former, pk=number)
        actions.bring_back_topic(offer, chosen_one, by=request.user)
        return redirect("counselling:group", offer.pk)
    page = page_of(request, former, key="-pk")
    rows = [{"pk": one.pk, "label": _("Thema"), "text": one.topic, "who": one.replaced_by.name,
             "replaced_at": one.replaced_at} for one in page.rows]  # fmt: skip
    context = {
        "title": _("Frühere Fassungen"),
        "back": (reverse("counselling:group", args=[offer.pk]), _("Zum Angebot")),
        "for_whom": _("Alle im Team können ein früheres Thema zurückholen."),
        "present": [(_("Thema"), offer.topic)],
        "former": rows,
        "page": page,
        "is_of_nobody": True,
    }
    return render(request, "together/history.html", context)


def _two_versions(request: HttpRequest, mine: GroupForm, offer_id: int) -> HttpResponse:
    offer = get_object_or_404(queries.offers_of(request.user), pk=offer_id)
    at = date_format(localtime(offer.changed_at), "H:i") if offer.changed_at else ""
    who = offer.changed_by.name if offer.changed_by else ""
    context = {
        "title": _("Zwei Fassungen"),
        "back": (request.path, _("Zum Angebot")),
        "whose": _("%(name)s hat dieses Angebot um %(time)s Uhr geändert.")
        % {"name": who, "time": at},
        "form": mine,
        "differences": compare(mine, GroupForm(None, offer=offer)),
        "changes": offer.changes,
    }
    return render(request, "together/two_versions.html", context, status=409)


def _page(request: HttpRequest, offer: Offer, form: GroupForm, *, search: str = "") -> HttpResponse:
    there = list(queries.attendances_of(request.user, offer))
    context: dict[str, Any] = {
        "offer": offer,
        "form": form,
        "search": SearchForm(initial={"suche": search}),
        "asked": search,
        "found": queries.found_by(request.user, offer, search),
        "there": there,
        "others": offer.participants - len(there),
    }
    return render(request, "counselling/group.html", context, status=422 if form.errors else 200)
