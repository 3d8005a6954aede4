# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The former wordings of a row of a case: one page for all rooms, how one counts again or goes."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from geleit.audit.models import record
from geleit.cases.models import Case
from geleit.core.lookups import read_key
from geleit.core.problems import Problem, Refused
from geleit.kern.keyset import page_of
from geleit.together import actions, rules
from geleit.together.models import FormerText


@dataclass(frozen=True)
class History:
    """Of what the page tells. The caller has asked whether the row exists for this person."""

    row: Model
    labels: Mapping[str, str]  # by field, in the order of its form
    back: tuple[str, str]  # an address and its words
    part: str  # of the file, for the log
    bring_back: Callable[[FormerText], Any] | None = None  # where more is asked than to write it
    present: Mapping[str, str] = field(default_factory=dict)  # where the row does not say it itself
    for_whom: str = ""
    is_struck: bool = False  # taken out of the file: nothing counts again before the row does
    why_struck: str = ""  # where another sentence says why
    beside: Callable[[FormerText], str] | None = None  # what else went with a wording
    ended: Callable[[FormerText], str] | None = None  # how it ended where nobody changed it


def history_page(request: HttpRequest, case: Case, history: History) -> HttpResponse:
    """Show what the texts said before; let one of these wordings count again, or go for good."""
    rows = FormerText.objects.visible_to(request.user).of(history.row)
    former = rows.filter(field__in=history.labels).select_related("replaced_by")
    if request.method == "POST":
        _act(request, case, history, former)
        return redirect(request.get_full_path())
    page, problems = page_of(request, former, key="-pk"), case.writing_problems()
    record(request.user, "case-read", case, part=history.part)
    context = {
        "title": _("Frühere Fassungen %(number)s") % {"number": case.number},
        "back": history.back,
        "for_whom": history.for_whom,
        "present": [(label, _present(history, name)) for name, label in history.labels.items()],
        "former": lines_of(page.rows, history.labels, beside=history.beside, ended=history.ended),
        "page": page,
        "why_fixed": rules.fixed_text([one.text for one in problems], closed_on=case.closed_on),
        "why_struck": _why_struck(history) if history.is_struck else "",
    }  # fmt: skip
    return render(request, "together/history.html", context)


def lines_of(
    rows: Iterable[Any],
    labels: Mapping[str, str],
    *,
    beside: Callable[[Any], str] | None = None,
    ended: Callable[[Any], str] | None = None,
) -> list[dict[str, Any]]:
    """Return former wordings as `together/history.html` shows them."""
    return [
        {"pk": one.pk, "label": labels[one.field], "text": one.text,
         "replaced_at": one.replaced_at, "who": one.replaced_by.name,
         "beside": beside(one) if beside else "", "ended": ended(one) if ended else ""}
        for one in rows
    ]  # fmt: skip


def say_done(request: HttpRequest, *, is_erased: bool, is_present: bool = False) -> None:
    """`is_present`: what was erased is what the text says now."""
    done = _("Die Fassung ist gelöscht."), _("Die frühere Fassung gilt wieder.")
    messages.success(request, done[0] if is_erased else done[1])
    if is_erased and is_present:
        text = _("Genau diese Worte gelten noch. Bitte ändern Sie auch, was jetzt gilt.")
        messages.warning(request, text)


def say_gone(request: HttpRequest) -> None:
    """Answer a second click on what was erased: no mistake."""
    messages.info(request, _("Diese Fassung gibt es hier nicht mehr."))


def _present(history: History, name: str) -> str:
    return history.present[name] if name in history.present else getattr(history.row, name)


def _act(request: HttpRequest, case: Case, history: History, former: QuerySet[FormerText]) -> None:
    """Bring back the wording that was sent, or erase it; what was erased already is no mistake."""
    is_erased = "erased" in request.POST
    name = "erased" if is_erased else "former"
    rows = former.filter(pk=read_key(request.POST.get(name, "")) or 0)
    if is_erased and not rows.exists():
        return say_gone(request)
    chosen = get_object_or_404(rows)
    try:
        if is_erased:
            actions.erase_former(history.row, chosen, by=request.user)
        elif history.is_struck:
            raise Refused([Problem("struck", _why_struck(history))])
        elif history.bring_back:
            history.bring_back(chosen)
        else:
            actions.bring_back(history.row, chosen, case=case, by=request.user)
    except Refused as refused:
        messages.warning(request, str(refused))
    else:
        is_present = _present(history, chosen.field) == chosen.text
        say_done(request, is_erased=is_erased, is_present=is_present)


def _why_struck(history: History) -> str:
    return history.why_struck or _(
        "Das steht nicht mehr in der Akte. Erst wenn es zurückgeholt ist, kann auch eine frühere "
        "Fassung davon wieder gelten."
    )
