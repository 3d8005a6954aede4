# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pass many cases on at once: choose, look, move; the receipt for both sides."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, localtime, now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from geleit.accounts.models import User
from geleit.accounts.permissions import Permission, UserRequest, permissions_of, requires
from geleit.agreements.models import CooperationAgreement
from geleit.audit.models import record
from geleit.cases.models import CaseQuerySet
from geleit.core.lookups import read_keys
from geleit.core.problems import Refused
from geleit.handover.jobs import move_many
from geleit.handover.released.rules import open_points, open_today
from geleit.handover.transfers import actions, queries
from geleit.handover.transfers.forms import DestinationForm, FilterForm
from geleit.handover.transfers.models import Transfer
from geleit.handover.transfers.rules import some_of
from geleit.jobs.processes import this_process
from geleit.jobs.queue import order_once
from geleit.jobs.worker import is_at_work
from geleit.kern.acts import ConsentForm, show_refusal
from geleit.kern.keyset import page_of
from geleit.packages.enums import Item
from geleit.packages.models import HandoverBasis

AT_ONCE = 200  # cases that are moved while one waits; more go through the queue
SECONDS_BETWEEN_LOOKS = 3
SHOWN = 200
WITH_A_SIDE = {Permission.ACCEPT_CASES, Permission.HAND_OVER}  # what waits has a page for them


@requires(Permission.ACCEPT_CASES, Permission.HAND_OVER, Permission.NEGOTIATE)
@require_safe
def transfers(request: UserRequest) -> HttpResponse:
    """What this side passed on and what came to it."""
    seen = Transfer.objects.visible_to(request.user)
    page = page_of(request, seen.select_related("agreement__carrier", "receiver"), key="-pk")
    may = permissions_of(request.user)
    numbers = queries.counted_prepared(page.rows, reader=request.user)
    for one in page.rows:
        one.number = one.moved if one.done_at else numbers.get(one.pk, 0)
    context = {"page": page, "agreements": queries.agreements_to_move(request.user),
               "may_move": Permission.ACCEPT_CASES in may, "may_wait": may & WITH_A_SIDE}  # fmt: skip
    return render(request, "transfers/transfers.html", context)


@requires(Permission.ACCEPT_CASES)
@require_http_methods(["GET", "POST"])
def choose(request: UserRequest, key: str) -> HttpResponse:
    """Choose cases of one agreement and where they go."""
    agreement, today = _agreement(request, key), localdate()
    cases = queries.running_cases(agreement, request.user)
    narrow = FilterForm(request.GET, cases=cases)
    cases = narrow.narrowed(cases)
    given = request.POST if request.method == "POST" else None
    form = DestinationForm(given, agreement=agreement, on=today, initial={"key": uuid4()})
    if form.is_valid():
        try:
            transfer = actions.prepare(
                agreement, _ticked(request, cases), by=request.user, **form.destination()
            )
        except Refused as refused:
            show_refusal(form, refused)
        else:
            return redirect("handover:transfer", transfer.key)
    context = {"agreement": agreement, "narrow": narrow, "form": form, "number": cases.count(),
               "ticked": set(request.POST.getlist("fall"))}  # fmt: skip
    rows = cases.select_related("household", "holder")
    context["page"] = page = page_of(request, rows, key="number")
    also = queries.also_prepared((case.pk for case in page.rows), reader=request.user)
    for case in page.rows:
        case.prepared_in = [row.transfer for row in also if row.case_id == case.pk]
    record(request.user, "page-read", view="handover:choose")
    status = 422 if form.errors else 200
    return render(request, "transfers/choose.html", context, status=status)


def _ticked(request: UserRequest, cases: CaseQuerySet) -> CaseQuerySet:
    """Return all that the filter shows, or those of this page that were ticked."""
    if request.POST.get("wahl") == "alle":
        return cases
    return cases.filter(pk__in=read_keys(request.POST.getlist("fall")))


@requires(Permission.ACCEPT_CASES, Permission.HAND_OVER, Permission.NEGOTIATE)
@require_safe
def transfer(request: UserRequest, transfer_key: UUID) -> HttpResponse:
    """The preview of what is prepared, how far it is, or the receipt; there, that it was taken back."""
    try:
        found = _found(request, transfer_key, own=False)
    except Http404:
        if gone := queries.taken_back_from(request.user, transfer_key):
            return render(request, "transfers/taken_back.html", {"transfer": gone})
        raise
    is_own = Transfer.objects.visible_to(request.user).prepared_by_leads(request.user)
    context: dict[str, Any] = {"transfer": found, "is_own": is_own.filter(pk=found.pk).exists()}
    if found.done_at:
        context |= _receipt(request, found)
        return render(request, "transfers/receipt.html", context)
    if found.ordered_at and not actions.is_cut_off(found):
        context["is_at_work"] = bool(found.runner) or is_at_work(now())
        response = render(request, "transfers/progress.html", context)
        response["Refresh"] = str(SECONDS_BETWEEN_LOOKS)
        return response
    lines = queries.lines_of(found, reader=request.user, on=localdate())
    context |= _preview(lines, found) | _also_prepared(lines, found, reader=request.user)
    record(request.user, "page-read", view="handover:transfer")
    return render(request, "transfers/preview.html", context)


def _receipt(request: UserRequest, found: Transfer) -> dict[str, Any]:
    today = localdate()
    rows = [
        (row, open_points(open_today(row.released, on=today)))
        for row in queries.as_far_as_open(found.cases.order_by("number"))
    ]
    return {
        "rows": rows,
        "goes_to_county": queries.goes_to_county(found),
        "has_released": any(points for _row, points in rows),
        "moved_on": localtime(found.done_at).date() if found.done_at else None,
        "problems": queries.undo_problems(found),
        "unheld": queries.unheld(found, request.user) if found.undone_at else 0,
        "may_confirm": Transfer.objects.visible_to(request.user)
        .received_for(request.user)
        .filter(pk=found.pk)
        .exists(),
    }


def _preview(lines: list[queries.Line], found: Transfer) -> dict[str, Any]:
    blocked = [line for line in lines if line.problems]
    noted = [line for line in lines if line.notes and not line.problems]
    quiet = [line for line in lines if not line.notes and not line.problems]
    return _preview_of_released(lines, found) | {
        "number": len(lines),
        "blocked": blocked[:SHOWN], "blocked_number": len(blocked),
        "are_all_gone": bool(lines) and all(line.is_gone for line in lines),
        "noted": noted[:SHOWN], "noted_number": len(noted),
        "quiet": quiet[:SHOWN], "quiet_number": len(quiet),
        "readers": queries.readers_there(found, on=localdate()),
        "nobody_there": queries.reader_problems(found, on=localdate(), is_on_paper=False),
        "is_stopped": bool(found.target_id and not queries.readers_there(found, on=localdate())),
        "is_cut_off": bool(found.cut_off_at) or actions.is_cut_off(found),
    }  # fmt: skip


def _also_prepared(lines: list[queries.Line], found: Transfer, *, reader: User) -> dict[str, Any]:
    """Say which cases stand in another bulk hand-over, too: the one that moves first takes them."""
    here = [line.row.case_id for line in lines if not line.is_gone]
    numbers: dict[Transfer, list[str]] = {}
    for row in queries.also_prepared(here, reader=reader, besides=found):
        numbers.setdefault(row.transfer, []).append(row.number)
    return {"others": [(other, some_of(cases)) for other, cases in numbers.items()]}


def _preview_of_released(lines: list[queries.Line], found: Transfer) -> dict[str, Any]:
    """Say what the county will read of which case and on what it rests, and of which nothing."""
    if not queries.goes_to_county(found):
        return {"goes_to_county": False}
    going = [line for line in lines if not line.problems]
    opened = [line for line in going if line.released]
    bare = [line for line in going if not line.released]
    items = {item for line in opened for item in line.released}
    bases = queries.bases_of(found, on=localdate())
    grounds: dict[str, tuple[HandoverBasis, list[Item]]] = {}
    for item in (Item(one) for one in Item.values if one in items):
        grounds.setdefault(bases[item].text, (bases[item], []))[1].append(item)
    return {
        "goes_to_county": True,
        "opened": opened[:SHOWN], "opened_number": len(opened),
        "bare": bare[:SHOWN], "bare_number": len(bare),
        "grounds": list(grounds.values()),
    }  # fmt: skip


@requires(Permission.ACCEPT_CASES)
@require_POST
def move(request: UserRequest, transfer_key: UUID) -> HttpResponse:
    """Move all of the cases: at once, or by the queue where they are many."""

    def act(found: Transfer) -> str:
        at, paper = now(), request.POST.get("auf-papier") == "ja"
        if found.cases.count() > AT_ONCE:
            key = f"transfer:{found.pk}:{at.isoformat()}"
            queue = partial(order_once, move_many, key=key, transfer=found.pk)
            actions.order(found, by=request.user, at=at, put_in_queue=queue, is_on_paper=paper)
            return ""
        if not actions.order(
            found, by=request.user, at=at, runner=this_process(), is_on_paper=paper
        ):
            return ""
        moved = actions.move(found, on=localdate(), at=now())
        if moved is None:
            return ""
        words = ngettext("%(n)s Fall ist übergeben.", "%(n)s Fälle sind übergeben.", moved.moved)
        return words % {"n": moved.moved}

    return _acted(request, transfer_key, act)


@requires(Permission.ACCEPT_CASES)
@require_POST
def shorten(request: UserRequest, transfer_key: UUID) -> HttpResponse:
    def act(found: Transfer) -> str:
        n = actions.leave_out_blocked(found, by=request.user, on=localdate())
        words = ngettext("%(n)s Fall bleibt hier.", "%(n)s Fälle bleiben hier.", n)
        return words % {"n": n}

    return _acted(request, transfer_key, act)


@requires(Permission.ACCEPT_CASES)
@require_http_methods(["GET", "POST"])
def discard(request: UserRequest, transfer_key: UUID) -> HttpResponse:
    """Ask once more, then forget what was prepared."""
    found = _found(request, transfer_key)
    if request.method == "GET":
        context = {
            "form": ConsentForm(),
            "back": (reverse("handover:transfer", args=[transfer_key]), _("Sammelübergabe")),
            "title": _("Vorbereitung verwerfen"),
            "about": found.receiver.name,
            "explanation": _(
                "Die Auswahl der Fälle ist dann vergessen. Kein Fall wird bewegt, und an den Akten "
                "ändert sich nichts."
            ),
            "submit": _("Verwerfen"),
        }
        return render(request, "kern/act.html", context)
    try:
        actions.discard(found, by=request.user)
    except Refused as refused:
        messages.error(request, str(refused))
        return _back_to(request, transfer_key)
    messages.success(request, _("Die Vorbereitung ist verworfen; kein Fall wurde bewegt."))
    return redirect("handover:transfers")


@requires(Permission.ACCEPT_CASES)
@require_POST
def undo(request: UserRequest, transfer_key: UUID) -> HttpResponse:
    def act(found: Transfer) -> str:
        actions.undo(found, by=request.user, at=now())
        done = _("Alles ist zurückgenommen. Die Fälle stehen wieder, wie sie standen.")
        n = queries.unheld(found, request.user)
        more = ngettext(
            "%(n)s Fall braucht noch jemanden, der zuständig ist.",
            "%(n)s Fälle brauchen noch jemanden, der zuständig ist.",
            n,
        )
        return f"{done} {more % {'n': n}}" if n else done

    return _acted(request, transfer_key, act)


@requires(Permission.HAND_OVER, Permission.NEGOTIATE)
@require_POST
def confirm(request: UserRequest, transfer_key: UUID) -> HttpResponse:
    """The receiving county or town confirms that the list has come."""
    rows = Transfer.objects.visible_to(request.user).received_for(request.user)
    actions.confirm(get_object_or_404(rows, key=transfer_key), by=request.user, at=now())
    messages.success(request, _("Der Eingang ist bestätigt."))
    return redirect("handover:transfer", transfer_key)


def _acted(
    request: UserRequest, transfer_key: UUID, act: Callable[[Transfer], str]
) -> HttpResponse:
    try:
        if done := act(_found(request, transfer_key)):
            messages.success(request, done)
    except Refused as refused:
        messages.error(request, str(refused))
    return _back_to(request, transfer_key)


def _back_to(request: UserRequest, transfer_key: UUID) -> HttpResponse:
    """Lead to the transfer, or to all of them where somebody threw it away at this moment."""
    if Transfer.objects.visible_to(request.user).filter(key=transfer_key).exists():
        return redirect("handover:transfer", transfer_key)
    return redirect("handover:transfers")


def _agreement(request: UserRequest, key: str) -> CooperationAgreement:
    return get_object_or_404(queries.agreements_to_move(request.user), key=key)


def _found(request: UserRequest, transfer_key: UUID, *, own: bool = True) -> Transfer:
    rows = Transfer.objects.visible_to(request.user)
    rows = rows.prepared_by_leads(request.user) if own else rows
    rows = rows.select_related("agreement__carrier", "receiver", "target", "ordered_by")
    return get_object_or_404(rows, key=transfer_key)
