# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages of a kept list: what can be chosen, since when, whence; add to it, end, offer again."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from geleit.accounts.permissions import Permission, UserRequest, requires
from geleit.core.lookups import read_key
from geleit.kern.acts import act, posted
from geleit.plans.upkeep import kept_actions as actions
from geleit.plans.upkeep.forms import KeptForm
from geleit.plans.upkeep.kept import KeptChoice
from geleit.plans.upkeep.queries import KEEPERS, kept_by, may_mark, seen_by

ENDED_FOR_ALL = gettext_lazy(
    "Das ist für alle beendet. Wieder anbieten kann es, wer die Anlage verwaltet."
)


@dataclass(frozen=True)
class KeptList:
    """A list and its words; `space` is the namespace of its addresses."""

    model: type[KeptChoice]
    space: str
    title: Any
    intro: Any
    one: Any  # how an entry is called
    new: Any  # the title of the page that adds one
    empty: Any

    @property
    def place(self) -> str:
        return reverse(f"{self.space}:list")


class ChoiceForm(KeptForm):
    name = forms.CharField(max_length=160)
    source = forms.CharField(
        label=gettext_lazy("Quelle"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Woher das kommt, zum Beispiel ein Beschluss des Teams mit Tag."),
    )  # fmt: skip

    def __init__(self, *args: Any, one: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = one


def kept_urls(kept: KeptList) -> list[URLPattern]:
    """Return the addresses of a list, each with its permission."""

    @requires(Permission.READ_CASES, *KEEPERS)
    @require_GET
    def listed(request: UserRequest) -> HttpResponse:
        mine = kept_by(request.user)
        rows = list(seen_by(request.user)(kept.model).order_by("position", "pk"))
        for row in rows:
            row.is_ended = bool(row.valid_until) or bool({*mine} & {*row.not_for})
            row.is_kept = may_mark(row, mine)
        context = {"kept": kept, "rows": rows, "may_keep": bool(mine), "common": _common(rows)}
        context |= {"add": reverse(f"{kept.space}:add"), "mark": reverse(f"{kept.space}:mark")}
        return render(request, "plans/kept_list.html", context)

    @requires(*KEEPERS)
    @require_http_methods(["GET", "POST"])
    def add(request: UserRequest) -> HttpResponse:
        return act(
            request,
            ChoiceForm(posted(request), kept=kept_by(request.user), one=kept.one),
            lambda **said: actions.add(kept.model, by=request.user, on=localdate(), **said),
            back=(kept.place, kept.title),
            done=_("Das steht ab heute zur Wahl."),
            title=kept.new,
            submit=_("Aufnehmen"),
        )

    @requires(*KEEPERS)
    @require_POST
    def mark(request: UserRequest) -> HttpResponse:
        """End an entry, or with `wieder` offer it again; what all have, for one's own carrier only."""
        key = read_key(request.POST.get("eintrag", ""))
        row = get_object_or_404(seen_by(request.user)(kept.model), pk=key)
        if may_mark(row, kept_by(request.user)):
            messages.success(request, _marked(request, row, is_offered="wieder" in request.POST))
        else:
            messages.warning(request, ENDED_FOR_ALL)
        return redirect(kept.place)

    return [
        path("", listed, name="list"),
        path("neu/", add, name="add"),
        path("anbieten/", mark, name="mark"),
    ]


def _common(rows: list[KeptChoice]) -> tuple[str, bool] | None:
    """Return the source that more than half of several rows have, and whether that is checked."""
    counts = Counter((row.source, row.is_verified) for row in rows)
    said, number = counts.most_common(1)[0] if rows else (None, 0)
    common = said if number > 1 and number * 2 > len(rows) else None
    for row in rows:
        row.is_as_most = (row.source, row.is_verified) == common
    return common


def _marked(request: UserRequest, row: KeptChoice, *, is_offered: bool) -> str:
    by, mine = request.user, kept_by(request.user)
    words = _("Das steht wieder zur Wahl.") if is_offered else ""
    if row.carrier_id in mine:
        actions.offer(row, is_offered=is_offered, by=by, on=localdate())
        return words or _("Das steht ab morgen nicht mehr zur Wahl.")
    for carrier in filter(None, mine):
        actions.offer_here(row, carrier=carrier, is_offered=is_offered, by=by)
    return words or _("Das steht nicht mehr zur Wahl.")
