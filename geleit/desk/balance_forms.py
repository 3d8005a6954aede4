# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""One question for each case that could change hands: to whom, or to nobody else."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from geleit.accounts.models import User
from geleit.cases.models import Case
from geleit.core.lookups import read_key
from geleit.desk.team_balance import Move
from geleit.desk.team_caseload import TeamView

SHARES = {"25": "0.25", "50": "0.5", "75": "0.75", "100": "1"}  # percent of a full post


def supposed_shares(said: Mapping[str, str]) -> dict[int, Decimal]:
    """Return by person the share that the address supposes; what makes no sense is passed over."""
    found = {}
    for name, percent in said.items():
        key = read_key(name.removeprefix("anteil-")) if name.startswith("anteil-") else None
        if key is not None and percent in SHARES:
            found[key] = Decimal(SHARES[percent])
    return found


class BalanceForm(forms.Form):
    """Asks for the cases of the preview; after that for those which the preview had shown."""

    def __init__(self, *args: Any, view: TeamView, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.view = view
        self.moves = {move.case: move for move in view.moves}
        stand = ",".join(f"{move.case}:{move.former or 0}" for move in view.moves)
        self.fields["stand"] = forms.CharField(
            initial=stand, widget=forms.HiddenInput, required=False, max_length=20_000
        )
        for key in self._shown():
            self.fields[f"fall-{key}"] = self._question(view.cases[key], self.moves.get(key))

    def _question(self, case: Case, move: Move | None) -> forms.ChoiceField:
        people = self.view.people
        stays = case.holder
        none = _("bleibt bei %(name)s") % {"name": stays.name} if stays else _("bleibt offen")
        others = [(str(key), one.name) for key, one in people.items() if key != case.holder_id]
        return forms.ChoiceField(
            label=f"{case.number} {case.household.name}",
            choices=[("", none), *others],
            initial=str(move.to) if move else "",
            help_text=self._why(move) if move else "",
            required=False,
        )

    def _why(self, move: Move) -> str:
        people = ngettext("%(n)s Person", "%(n)s Personen", move.persons) % {"n": move.persons}
        said = {"name": self.view.people[move.to].name, "reasons": "; ".join(move.reasons)}
        return f"{people}. " + _("Vorschlag %(name)s: %(reasons)s") % said

    def _shown(self) -> list[int]:
        """Return the cases asked for, of those that one sees now."""
        return [key for key in self.seen() if key in self.view.cases]

    def seen(self) -> dict[int, int | None]:
        """Return by case of the preview who held it then."""
        text = self.data.get("stand", "") if self.is_bound else self.fields["stand"].initial
        found = {}
        for part in str(text).split(","):
            case, holder = map(read_key, part.partition(":")[::2])
            if case is not None and holder is not None:
                found[case] = holder or None
        return found

    def pairs(self) -> list[tuple[Case, User]]:
        said, cases = self.cleaned_data, self.view.cases
        return [
            (cases[key], self.view.people[int(said[f"fall-{key}"])])
            for key in self._shown()
            if said[f"fall-{key}"]
        ]
