# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages that correct what a file says: who saves second sees both versions and chooses."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from geleit.cases.actions import unless_overtaken
from geleit.cases.models import Case
from geleit.cases.pages import form_page, posted
from geleit.core.lookups import read_key
from geleit.core.problems import Refused
from geleit.core.versions import mark_of
from geleit.kern.versions import chosen, compare, forgets


@dataclass(frozen=True)
class Edit:
    """What a page corrects. `shown` gives the form of what was sent, or with None of what is saved."""

    shown: Callable[[QueryDict | None], forms.Form]
    act: Callable[..., Any]
    done: str  # what is said afterwards
    to: tuple[Any, ...]  # where it goes on: name and arguments of an address
    row: Model | None = None  # from which `shown` takes what is saved
    wordings: str = ""  # where former wordings stand, if they are kept
    kept: tuple[str, ...] = ()  # the fields of which they are

    def saved(self) -> forms.Form:
        """Return the form of what is saved at this moment."""
        if self.row:
            self.row.refresh_from_db()
        return self.shown(None)

    def mark(self) -> int:
        return mark_of(self.saved().initial)


def edit_page(
    request: HttpRequest, case: Case, edit: Edit, heading: str, button: str, **more: Any
) -> HttpResponse:
    """Save what was sent, or show the form, or what was saved in the meantime beside it."""
    form = edit.shown(chosen(posted(request), edit.saved))
    seen = read_key(request.POST.get("seen", ""))
    if form.is_valid():
        theirs = _saved_meanwhile(case, edit, form, seen)
        if theirs and (lines := compare(form, theirs)):
            page = {"title": f"{heading} {case.number}", "form": form, "differences": lines}
            page["changes"] = mark_of(theirs.initial)
            return _two_versions(request, edit, page)
        if not form.errors:
            messages.success(request, edit.done)
            return redirect(*edit.to)
    mark = mark_of(form.initial) if seen is None else seen
    more |= {"seen": mark, "wordings": edit.wordings}
    return form_page(request, case, form, heading, button, **more)


def _saved_meanwhile(
    case: Case, edit: Edit, form: forms.Form, seen: int | None
) -> forms.Form | None:
    """Act on the form; a refusal stands above it. Return what somebody else saved since."""
    try:
        unless_overtaken(case, edit.mark, lambda: edit.act(**form.cleaned_data), seen=seen)
    except Refused as refused:
        if refused.problems[0].code == "overtaken":
            return edit.saved()
        for problem in refused.problems:
            form.add_error(None, problem.text)
    return None


def _two_versions(request: HttpRequest, edit: Edit, page: dict[str, Any]) -> HttpResponse:
    page["back"] = (reverse(edit.to[0], args=edit.to[1:]), _("Zurück, ohne zu speichern"))
    page["whose"] = _("Diese Angaben sind inzwischen geändert worden.")
    page["is_forgotten"] = forgets(page["differences"], edit.kept)
    return render(request, "together/two_versions.html", page, status=409)
