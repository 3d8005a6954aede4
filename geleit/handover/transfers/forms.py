# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads which cases go where; saves nothing."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from geleit.accounts.models import User
from geleit.agreements.models import CooperationAgreement
from geleit.cases.enums import Phase
from geleit.cases.models import CaseQuerySet
from geleit.handover.transfers.queries import authorities_of, targets_of
from geleit.packages.enums import Basis

NOBODY = "0"


class FilterForm(forms.Form):
    """Narrow what can be chosen: by holder and phase."""

    zustaendig = forms.ChoiceField(label=_("Zuständig"), required=False)
    phase = forms.ChoiceField(label=_("Phase"), required=False)

    def __init__(self, data: Any, *, cases: CaseQuerySet) -> None:
        super().__init__(data)
        holders = User.objects.filter(pk__in=cases.order_by().values("holder")).order_by("name")
        people = [(str(user.pk), user.name) for user in holders]
        self.fields["zustaendig"].choices = [  # type: ignore[attr-defined]
            ("", _("alle")), *people, (NOBODY, _("noch niemand")),
        ]  # fmt: skip
        phases = [choice for choice in Phase.choices if choice[0] != Phase.CLOSED]
        self.fields["phase"].choices = [("", _("alle")), *phases]  # type: ignore[attr-defined]

    def narrowed(self, cases: CaseQuerySet) -> CaseQuerySet:
        said = self.cleaned_data if self.is_valid() else {}
        if who := said.get("zustaendig"):
            cases = cases.filter(holder=None if who == NOBODY else int(who))
        if phase := said.get("phase"):
            cases = cases.accepted().filter(phase=phase)
        return cases


class DestinationForm(forms.Form):
    """To whom, and on what ground."""

    to = forms.ChoiceField(label=_("An wen?"))
    basis = forms.ChoiceField(
        label=_("Auf welcher Grundlage? Nur, wenn ein Träger die Akten weiterführt"),
        choices=[one for one in Basis.choices if one[0] != Basis.LIST],
        widget=forms.RadioSelect,
        required=False,
        help_text=_(
            "An einen Träger geht die ganze Akte, auch Gespräche und Gesundheit. Ob der Auftrag dafür "
            "reicht, entscheidet, wer verantwortlich ist; im Zweifel fragen Sie den Datenschutz. "
            "Persönliche Arbeitsnotizen gehen nie mit. An Landkreis und Stadt geht keine Akte: an die Stadt "
            "nur eine Liste ohne Namen, an den Landkreis dazu, was die Menschen für ihn freigegeben haben."
        ),
    )
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(
        self, data: Any = None, *, agreement: CooperationAgreement, on: date, **kw: Any
    ) -> None:
        super().__init__(data, **kw)
        self.targets = {f"v{one.pk}": one for one in targets_of(agreement, on=on)}
        self.authorities = {f"o{one.pk}": one for one in authorities_of(agreement)}
        carriers = [(key, f"{one.carrier.name}: {one.title}") for key, one in self.targets.items()]
        back = [(key, one.name) for key, one in self.authorities.items()]
        choices: list[Any] = [("", _("Bitte wählen"))]
        if carriers:
            choices.append((_("An einen Träger, der sie weiterführt"), carriers))
        choices.append((_("An Landkreis oder Stadt; die Fälle enden hier"), back))
        self.fields["to"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Ask for the ground where files go; where only the list goes, none is needed."""
        said: dict[str, Any] = super().clean() or {}
        if said.get("to") in self.authorities:
            said["basis"] = Basis.LIST
        elif said.get("to") and not said.get("basis") and "basis" not in self.errors:
            text = _("Bitte wählen, auf welcher Grundlage die Akten weitergehen.")
            self.add_error("basis", text)
        return said

    def destination(self) -> dict[str, Any]:
        """Return the receiver and, where a carrier goes on with the files, its agreement."""
        to = self.cleaned_data["to"]
        target = self.targets.get(to)
        receiver = target.carrier if target else self.authorities[to]
        said = {name: self.cleaned_data[name] for name in ("basis", "key")}
        return {"target": target, "receiver": receiver, **said}
