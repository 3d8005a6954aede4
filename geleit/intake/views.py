# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Take in a list: hand in, look at the preview, decide on changes, take over, take back."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from geleit.accounts.permissions import Permission, UserRequest, requires
from geleit.audit.models import Entry, record, record_many
from geleit.core.problems import Problem, Refused
from geleit.intake import actions, preview, rules
from geleit.intake.decisions import HOMES, Decision
from geleit.intake.forms import (
    ColumnsForm,
    HandInForm,
    TakeOverForm,
    decisions_in,
    homes_in,
    omissions_in,
)
from geleit.intake.models import ImportBatch
from geleit.intake.preview import ROWS_A_PAGE
from geleit.intake.queries import (
    faulty_file,
    live_plan,
    near_cases,
    running_again,
    same_cases,
    shown,
)
from geleit.intake.returning import actions as returning_actions
from geleit.intake.returning.queries import (
    LikelyBack,
    counted_anew,
    likely_ones,
    likely_to_ask,
    to_ask,
)
from geleit.intake.returning.rules import outcome_words
from geleit.intake.running.actions import is_running
from geleit.intake.undo import actions as undo_actions
from geleit.intake.undo.actions import MOST_NAMED, undo_problems, worked_on_seen_by
from geleit.intake.undo.queries import cases_seen_by
from geleit.jobs.worker import is_at_work
from geleit.kern.body_limit import takes_files
from geleit.kern.keyset import page_of
from geleit.spreadsheets.formats import MAX_BYTES
from geleit.spreadsheets.problems import UnreadableFile

SECONDS_BETWEEN_LOOKS = 2
FILE_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@requires(Permission.IMPORT_LISTS)
def batches(request: UserRequest) -> HttpResponse:
    seen = ImportBatch.objects.visible_to(request.user).defer("content", "reading", "decisions")
    page = page_of(request, seen.select_related("agreement", "sender"), key="-pk")
    counted_anew(page.rows)
    return render(request, "intake/batches.html", {"page": page})


@takes_files(MAX_BYTES)
@requires(Permission.IMPORT_LISTS)
@require_http_methods(["GET", "POST"])
def hand_in(request: UserRequest) -> HttpResponse:
    is_post = request.method == "POST"
    form = HandInForm(
        request.POST if is_post else None, request.FILES if is_post else None, user=request.user
    )
    if is_post and form.is_valid():
        given = form.cleaned_data
        try:
            batch = actions.hand_in(
                given["file"].read(),
                file_name=given["file"].name,
                agreement=given["agreement"],
                sender=given["sender"],
                by=request.user,
                on=localdate(),
            )
        except UnreadableFile as refused:
            form.add_error("file", str(refused))
        else:
            if batch.was_here:
                messages.info(request, _("Diese Datei ist schon da und wartet. Hier ist sie."))
            return redirect("intake:batch", batch.pk)
    return render(
        request, "intake/hand_in.html", {"form": form}, status=422 if form.errors else 200
    )


@requires(Permission.IMPORT_LISTS)
def batch(request: UserRequest, batch_id: int) -> HttpResponse:
    """The preview of a list that waits, how far its processing is, or the receipt."""
    found = get_object_or_404(ImportBatch.objects.visible_to(request.user), pk=batch_id)
    if found.step and (is_running(found) or not found.runner):
        return _progress(request, found)
    record(request.user, "list-read", found)
    if found.taken_over_at:
        return render(request, "intake/receipt.html", _receipt(request, found))
    if found.trouble:
        return render(request, "intake/unreadable.html", {"batch": found})
    return render(request, "intake/preview.html", _preview(request, found))


def _progress(request: UserRequest, batch: ImportBatch) -> HttpResponse:
    """Show how far the work is; the page asks again by itself, with JavaScript or without."""
    context = {"batch": batch, "is_at_work": bool(batch.runner) or is_at_work(now())}
    response = render(request, "intake/progress.html", context)
    response["Refresh"] = str(SECONDS_BETWEEN_LOOKS)
    return response


def _receipt(request: UserRequest, found: ImportBatch) -> dict[str, Any]:
    """What became of a list, what is still to be decided, and whether it can be taken back."""
    problems = [] if found.undone_at else undo_problems(found, request.user)
    codes = {problem.code for problem in problems}
    is_paired = not codes.isdisjoint({"linked", "told-apart"})
    twins = [] if found.undone_at else found.reading.get("twins", [])
    open_ones = [] if found.undone_at else found.reading.get("open", [])
    same = [] if found.undone_at else found.reading.get("same", [])
    context = {
        "batch": found,
        "problems": problems,
        "worked_on": worked_on_seen_by(request.user, found) if "worked-on" in codes else [],
        "is_paired": is_paired,
        "pairs": cases_seen_by(request.user, found, most=MOST_NAMED) if is_paired else [],
        "near": near_cases(found.reading.get("near", []), request.user),
        "same": same_cases(same, found.agreement, request.user),
        "unread": found.reading.get("unread", found.reading.get("faulty", 0)),
        "twins": twins[:ROWS_A_PAGE],
        "twins_count": len(twins),
        "again": [] if found.undone_at else running_again(found, request.user),
        "form": TakeOverForm(agreement=found.agreement, initial={"holder": found.holder_id}),
        "outcome": rules.outcome_words(**found.reading.get("outcome", {})),
    }
    day = found.reading.get("shape", {}).get("as_of")
    as_of = date.fromisoformat(day) if day else None
    context |= to_ask(open_ones, found.agreement, request.user, as_of=as_of)
    return context


def _preview(request: UserRequest, batch: ImportBatch) -> dict[str, object]:
    only_marked = request.GET.get("zeilen") == "ansehen"
    asked = request.GET.get("seite", "")
    page = int(asked) if asked.isdecimal() and len(asked) < 7 else 1
    found = shown(batch, only_marked=only_marked, page=page, on=localdate())
    seen = ImportBatch.objects.visible_to(request.user)
    homes = found.head.get("returning", [])
    decisions = batch.decisions.get(HOMES, {})
    likely = likely_ones(found.head.get("likely", []), batch.agreement, request.user, decisions)
    said = {one.key: one.said for one in likely}
    found = replace(found, rows=preview.as_shown(found.rows, said, only_marked=only_marked))
    as_of = date.fromisoformat(found.head["as_of"])
    questions = likely_to_ask(likely, as_of=as_of)
    _record_reading(request, found.rows, likely, questions["likely"] + questions["persons"])
    near = ((row["number"], row.get("near", "")) for row in found.rows)
    cases = dict(near_cases(near, request.user))
    for row in found.rows:
        row["case"] = cases.get(row["number"])
    earlier = seen.filter(sha256=batch.sha256, taken_over_at__isnull=False, undone_at=None)
    before = earlier.order_by("taken_over_at").first()
    questions |= to_ask(homes, batch.agreement, request.user, decisions, as_of=as_of)
    return {
        "batch": batch,
        "shown": found,
        "plan": preview.as_said(found.head, said),
        "as_of": as_of,
        "newer": date.fromisoformat(day) if (day := found.head.get("newer")) else None,
        "expired": found.head.get("expired") if any(found.head.get("expired", ())) else None,
        "is_old": rules.is_old(as_of, on=localdate()),
        "only_marked": only_marked,
        "earlier": before,
        "is_again": before is not None and before.agreement_id == batch.agreement_id,
        "form": TakeOverForm(agreement=batch.agreement),
        "columns_form": ColumnsForm(columns=found.head["columns"]),
    } | questions


def _record_reading(
    request: UserRequest,
    rows: list[dict[str, Any]],
    likely: list[LikelyBack],
    asked: list[LikelyBack],
) -> None:
    """Note of whose files the page tells something: in a question, or as what a row says otherwise."""
    on_rows = {row["back"]["key"] for row in rows if "back" in row and row["changes"]}
    cases = {one.case.pk: one.case for one in likely if one.key in on_rows}
    cases |= {one.case.pk: one.case for one in asked}
    entries = [
        Entry(request.user, "case-read", case, {"part": "list"}, case) for case in cases.values()
    ]
    record_many(entries)


@requires(Permission.IMPORT_LISTS)
@require_POST
def columns(request: UserRequest, batch_id: int) -> HttpResponse:
    def act(found: ImportBatch) -> None:
        head = shown(found, only_marked=False, page=1, on=localdate()).head
        if "columns" not in head:
            raise Refused([Problem("not-read", _("Diese Liste ließ sich nicht lesen."))])
        form = ColumnsForm(request.POST, columns=head["columns"])
        if not form.is_valid():
            texts = [str(text) for found_here in form.errors.values() for text in found_here]
            raise Refused([Problem("columns", text) for text in texts])
        found.choices = found.choices | form.choices()
        if not found.reading:
            live_plan(found, on=localdate())
        actions.choose_columns(found, choices=form.choices(), by=request.user)

    return _acted(request, batch_id, act, _("Die Spalten werden jetzt so gelesen."))


@requires(Permission.IMPORT_LISTS)
@require_POST
def decide(request: UserRequest, batch_id: int) -> HttpResponse:
    """Note decisions on changes: on those of this page one by one, or on all at once."""
    everything, single = decisions_in(request.POST)
    homes = homes_in(request.POST)

    def act(found: ImportBatch) -> str:
        if homes:
            found = actions.decide_on_homes(found, decisions=homes, by=request.user)
        if omissions := omissions_in(request.POST):
            found = actions.leave_out(found, omissions=omissions, by=request.user)
        if not everything:
            actions.decide(found, decisions=single, by=request.user)
            return ""
        found = actions.decide_all(found, decision=everything, by=request.user)
        if everything != Decision.TAKE:
            return ""
        head = shown(found, only_marked=False, page=1, on=localdate()).head
        return rules.all_taken_words(
            can_be_taken=head["takeable"], of=head["changes"], outdated=head.get("outdated", 0)
        )

    return _acted(request, batch_id, act, _("Notiert. Es gilt, wenn Sie die Liste übernehmen."))


@requires(Permission.IMPORT_LISTS)
@require_POST
def take_over(request: UserRequest, batch_id: int) -> HttpResponse:
    found = get_object_or_404(ImportBatch.objects.visible_to(request.user), pk=batch_id)
    form = TakeOverForm(request.POST, agreement=found.agreement)
    if form.is_valid():
        holder = form.cleaned_data["holder"]
        try:
            if homes := homes_in(request.POST):
                found = actions.decide_on_homes(found, decisions=homes, by=request.user)
            if omissions := omissions_in(request.POST):
                found = actions.leave_out(found, omissions=omissions, by=request.user)
            if single := decisions_in(request.POST)[1]:
                found = actions.decide(found, decisions=single, by=request.user)
            done = actions.take_over_now_or_later(
                found, holder=holder, by=request.user, on=localdate()
            )
        except Refused as refused:
            messages.info(request, str(refused))
        else:
            if done.taken_over_at:
                messages.success(request, _("Die Liste ist übernommen."))
    else:
        messages.warning(request, _("Bitte wählen Sie aus, wer zuständig wird."))
    return _back_to(request, found.pk)


@requires(Permission.IMPORT_LISTS)
@require_POST
def decide_later(request: UserRequest, batch_id: int) -> HttpResponse:
    """Decide on the receipt about households that were here already, and say what became of it."""
    found = get_object_or_404(ImportBatch.objects.visible_to(request.user), pk=batch_id)
    homes = homes_in(request.POST)
    form = TakeOverForm(request.POST, agreement=found.agreement)
    if not form.is_valid():
        messages.warning(request, _("Bitte wählen Sie aus, wer zuständig wird."))
        return redirect("intake:batch", batch_id)
    holder = form.cleaned_data["holder"]
    try:
        done, gone = returning_actions.decide_later(
            found, decisions=homes, holder=holder, by=request.user, on=localdate()
        )
    except Refused as refused:
        messages.warning(request, str(refused))
    else:
        level = messages.SUCCESS if done else messages.INFO
        messages.add_message(request, level, outcome_words(done=done, gone=gone))
    return redirect("intake:batch", batch_id)


@requires(Permission.IMPORT_LISTS)
@require_POST
def discard(request: UserRequest, batch_id: int) -> HttpResponse:
    return _acted(
        request,
        batch_id,
        lambda found: actions.discard(found, by=request.user),
        _("Die Liste ist verworfen; es wurde nichts übernommen."),
        then="intake:batches",
    )


@requires(Permission.IMPORT_LISTS)
@require_POST
def undo(request: UserRequest, batch_id: int) -> HttpResponse:
    return _acted(
        request,
        batch_id,
        lambda found: undo_actions.undo(found, by=request.user),
        _("Die Liste ist zurückgenommen; alles ist wie vorher."),
    )


@requires(Permission.IMPORT_LISTS)
def faulty_rows(request: UserRequest, batch_id: int) -> HttpResponse:
    """The rows with mistakes as a file like the list, to mend and to send again."""
    found = get_object_or_404(ImportBatch.objects.visible_to(request.user), pk=batch_id)
    if found.trouble or found.undone_at or (found.taken_over_at and not found.reading):
        raise Http404
    try:
        content, ending = faulty_file(found, user=request.user, on=localdate())
    except UnreadableFile as refused:  # nobody has read it yet
        messages.warning(request, str(refused))
        return _back_to(request, batch_id)
    record(request.user, "list-faulty-rows", found)
    disposition = {"Content-Disposition": f'attachment; filename="fehler-{found.pk}.{ending}"'}
    return HttpResponse(content, headers=disposition | {"Content-Type": FILE_TYPES[ending]})


def _acted(
    request: UserRequest,
    batch_id: int,
    act: Callable[[ImportBatch], Any],
    done: str,
    *,
    then: str = "",
) -> HttpResponse:
    found = get_object_or_404(ImportBatch.objects.visible_to(request.user), pk=batch_id)
    try:
        said = act(found)
    except (UnreadableFile, Refused) as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, said if said and isinstance(said, str) else done)
        if then:
            return redirect(then)
    return _back_to(request, batch_id)


def _back_to(request: UserRequest, batch_id: int) -> HttpResponse:
    """Lead to the list, or to all of them where somebody threw it away at this moment."""
    if ImportBatch.objects.visible_to(request.user).filter(pk=batch_id).exists():
        return redirect("intake:batch", batch_id)
    return redirect("intake:batches")
