# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which cases a list shows, and what each of its lines says: a fixed number of queries."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from geleit.accounts.permissions import Permission, organisations_where
from geleit.cases.enums import Phase
from geleit.cases.models import Case, CaseQuerySet
from geleit.cases.team import team_of
from geleit.core.eyes import system_eyes
from geleit.course.queries import cases_to_ask_again, waiting_cases
from geleit.desk.case_order import LATELY, ORDERS
from geleit.desk.home_watch import ending
from geleit.desk.home_work import lately_opened, new_to, without_talk
from geleit.kern.keyset import PAGE_SIZE

CLOSED, MINE, NOBODY = "abgeschlossen", "ich", "niemand"
APPROVAL, ASK_AGAIN, ENDING = "freigabe", "nachfrage", "zeit"
NEW, WITHOUT_TALK = "neu", "ohne-gespraech"
HINTED = 20  # closed cases that are counted where no open one was found
COUNTED = 1000  # above that the list says "more than", so that nothing counts everything


class CaseFilter(forms.Form):
    """What the list is narrowed to; a value that makes no sense narrows nothing."""

    q = forms.CharField(
        label=gettext_lazy("Name, Geburtsdatum oder Fallnummer"), max_length=80, required=False
    )
    stand = forms.ChoiceField(
        label=gettext_lazy("Stand"),
        choices=[
            ("", gettext_lazy("offen")),
            (NEW, gettext_lazy("neu bei Ihnen: von Ihnen noch kein Gespräch")),
            (WITHOUT_TALK, gettext_lazy("noch ohne Gespräch")),
            (APPROVAL, gettext_lazy("wartet auf Freigabe des Abschlusses")),
            (ENDING, gettext_lazy("Beratungszeit endet oder ist vorbei")),
            (CLOSED, gettext_lazy("abgeschlossen")),
            (ASK_AGAIN, gettext_lazy("abgeschlossen, Nachfrage fällig")),
        ],
        required=False,
    )
    zustaendig = forms.ChoiceField(label=gettext_lazy("Zuständig"), required=False)
    phase = forms.ChoiceField(
        label=gettext_lazy("Phase"),
        choices=[
            ("", gettext_lazy("alle")),
            *[choice for choice in Phase.choices if choice[0] != Phase.CLOSED],
        ],
        required=False,
    )

    ordnung = forms.ChoiceField(
        label=gettext_lazy("Reihenfolge"),
        choices=list(ORDERS.items()),
        required=False,
    )

    def __init__(self, *args: Any, user: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user, self.on = user, on
        self.seen: CaseQuerySet = Case.objects.visible_to(user)  # found out once
        # Asked for when they are shown or compared, so that nobody waits for them while typing.
        self.fields["zustaendig"].choices = self._holders  # type: ignore[attr-defined]
        self.fields["q"].widget.attrs = {"type": "search", "data-key": "/", "autocomplete": "off"}

    def _holders(self) -> list[tuple[str, Any]]:
        choices: list[tuple[str, Any]] = [("", _("alle")), (MINE, _("ich"))]
        if carriers := organisations_where(self.user, Permission.ACCEPT_CASES):
            team = team_of(carriers, on=self.on).exclude(pk=self.user.pk)
            choices += [(NOBODY, _("noch niemand"))]
            choices += [(str(pk), name) for pk, name in team.values_list("pk", "name")]
        return choices

    def found(self) -> CaseQuerySet:
        cases = self._narrowed()
        if text := self.cleaned_data.get("q", "").strip():
            alike = self.data.get("schreibweisen")
            find = cases.spelled_like if alike else cases.found_by
            cases = find(text, few=self._few)
        return cases.select_related("household", "holder")

    def alike(self, shown: Iterable[Case]) -> CaseQuerySet:
        """Return beside those that are shown the cases with other spellings of what was asked."""
        text = self.cleaned_data.get("q", "").strip()
        cases = self._narrowed()
        if not text:
            return cases.none()
        known = {case.household_id for case in shown}
        cases = cases.spelled_like(text, known=known, few=self._few)
        return cases.select_related("household", "holder")

    @cached_property
    def _few(self) -> list[int] | None:
        return self._narrowed().few_households()

    def closed_hits(self) -> int:
        """Return how many closed cases fit where no open one does, at most one more than HINTED.

        They are found with the system's eyes, as `some_households`, and counted with the reader's own.
        """
        text = self.cleaned_data.get("q", "").strip()
        if not text or self.cleaned_data.get("stand"):
            return 0
        closed = self._narrowed(stand=CLOSED).order_by()
        fitting = closed.with_somebody_like(text, by_index=self._few is None)
        with system_eyes():
            found = list(fitting.values_list("pk", flat=True)[: HINTED + 1])
        return closed.filter(pk__in=found).count() if found else 0

    def _narrowed(self, stand: str | None = None) -> CaseQuerySet:
        self.is_valid()
        said = self.cleaned_data if stand is None else self.cleaned_data | {"stand": stand}
        cases: CaseQuerySet = self.seen.all()
        closed = said.get("stand") in (CLOSED, ASK_AGAIN)
        cases = cases.filter(phase=Phase.CLOSED) if closed else cases.filter(closed_on=None)
        if said.get("stand") == APPROVAL:
            cases = cases.filter(pk__in=waiting_cases())
        if said.get("stand") == NEW:
            cases = cases.filter(new_to(self.user))
        if said.get("stand") == WITHOUT_TALK:
            cases = cases.filter(without_talk())
        if said.get("stand") == ENDING:
            cases = cases.filter(ending(on=self.on))
        if said.get("stand") == ASK_AGAIN:
            cases = cases.filter(pk__in=cases_to_ask_again(on=self.on))
        if said.get("phase") and not closed:
            cases = cases.accepted().filter(phase=said["phase"])
        if holder := said.get("zustaendig"):
            cases = cases.filter(holder={MINE: self.user.pk, NOBODY: None}.get(holder, holder))
        return cases

    @property
    def order(self) -> str:
        """Return in which order the list stands; one that does not exist is the usual one."""
        self.is_valid()
        return str(self.cleaned_data.get("ordnung", ""))

    @property
    def is_by_opening(self) -> bool:
        return self.order == LATELY

    def lately_opened(self) -> list[Case]:
        """Return what this person opened in the last weeks, the last one first, narrowed as asked."""
        order = lately_opened(self.user, on=self.on, most=MOST_LATELY)
        found = self.found().filter(pk__in=order)
        return sorted(found, key=lambda case: order.index(case.pk))[:PAGE_SIZE]

    def counted(self) -> int:
        """Return how many cases fit, at most one more than COUNTED."""
        return self.found().order_by()[: COUNTED + 1].count()


MOST_LATELY = 200
