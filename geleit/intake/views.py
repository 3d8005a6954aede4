# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Take in a list: hand in, look at the preview, take over."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from geleit.accounts.permissions import Permission, UserRequest, requires
from geleit.audit.models import record
from geleit.core.problems import Refused
from geleit.intake import actions
from geleit.intake.forms import ColumnsForm, HandInForm, TakeOverForm
from geleit.intake.matching import Plan, plan_of
from geleit.intake.models import ImportBatch
from geleit.kern.body_limit import takes_files
from geleit.kern.keyset import page_of
from geleit.spreadsheets.formats import MAX_BYTES
from geleit.spreadsheets.problems import UnreadableFile

ROWS_SHOWN = 200


@requires(Permission.IMPORT_LISTS)
def batches(request: UserRequest) -> HttpResponse:
    seen = ImportBatch.objects.visible_to(request.user).defer("content")
    page = page_of(request, seen.select_related("agreement", "sender"), key="-pk")
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
            return redirect("intake:batch", batch.pk)
    return render(
        request, "intake/hand_in.html", {"form": form}, status=422 if form.errors else 200
    )


@requires(Permission.IMPORT_LISTS)
def batch(request: UserRequest, batch_id: int) -> HttpResponse:
    """The preview of a list that waits, or the receipt of one that was taken over."""
    found = get_object_or_404(ImportBatch.objects.visible_to(request.user), pk=batch_id)
    record(request.user, "list-read", found)
    if found.taken_over_at:
        return render(request, "intake/receipt.html", {"batch": found})
    plan = _plan(found)
    context = _preview(request, found, plan) | {
        "form": TakeOverForm(agreement=found.agreement),
        "columns_form": ColumnsForm(mapping=plan.mapping),
    }
    return render(request, "intake/preview.html", context)


def _plan(batch: ImportBatch) -> Plan:
    return plan_of(
        bytes(batch.content),
        file_name=batch.file_name,
        agreement=batch.agreement,
        on=localdate(),
        choices=batch.choices,
    )


def _preview(request: UserRequest, batch: ImportBatch, plan: Plan) -> dict[str, object]:
    only_marked = request.GET.get("zeilen") == "ansehen"
    rows = plan.to_look_at if only_marked else plan.rows
    seen = ImportBatch.objects.visible_to(request.user)
    earlier = seen.filter(sha256=batch.sha256, taken_over_at__isnull=False)
    return {
        "batch": batch,
        "plan": plan,
        "rows": rows[:ROWS_SHOWN],
        "more": max(0, len(rows) - ROWS_SHOWN),
        "only_marked": only_marked,
        "earlier": earlier.order_by("taken_over_at").first(),
    }


@requires(Permission.IMPORT_LISTS)
@require_POST
def columns(request: UserRequest, batch_id: int) -> HttpResponse:
    found = get_object_or_404(ImportBatch.objects.visible_to(request.user), pk=batch_id)
    try:
        form = ColumnsForm(request.POST, mapping=_plan(found).mapping)
        if form.is_valid():
            choices = found.choices | form.choices()
            plan_of(
                bytes(found.content),
                file_name=found.file_name,
                agreement=found.agreement,
                on=localdate(),
                choices=choices,
            )
            actions.choose_columns(found, choices=choices, by=request.user)
            messages.success(request, _("Die Spalten werden jetzt so gelesen."))
    except (UnreadableFile, Refused) as refused:
        messages.warning(request, str(refused))
    return redirect("intake:batch", found.pk)


@requires(Permission.IMPORT_LISTS)
@require_POST
def take_over(request: UserRequest, batch_id: int) -> HttpResponse:
    found = get_object_or_404(ImportBatch.objects.visible_to(request.user), pk=batch_id)
    form = TakeOverForm(request.POST, agreement=found.agreement)
    if form.is_valid():
        holder = form.cleaned_data["holder"]
        try:
            actions.take_over(found, holder=holder, by=request.user, on=localdate())
        except Refused as refused:
            messages.info(request, str(refused))
        else:
            messages.success(request, _("Die Liste ist übernommen."))
    else:
        messages.warning(request, _("Bitte wählen Sie aus, wer zuständig wird."))
    return redirect("intake:batch", found.pk)


@requires(Permission.IMPORT_LISTS)
@require_POST
def discard(request: UserRequest, batch_id: int) -> HttpResponse:
    found = get_object_or_404(ImportBatch.objects.visible_to(request.user), pk=batch_id)
    try:
        actions.discard(found, by=request.user)
    except Refused as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, _("Die Liste ist verworfen; es wurde nichts übernommen."))
    return redirect("intake:batches")
