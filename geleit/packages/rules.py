# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which points of a hand-over are open, and why a package is refused. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from geleit.core.problems import Problem
from geleit.packages.enums import Item, ItemState


@dataclass(frozen=True)
class Member:
    """A person of the household, and what she has agreed that the receiver gets, until when."""

    name: str
    born_on: date | None
    allowed: Mapping[str, date | None] = field(default_factory=dict)  # None: until withdrawn

    def is_at_least(self, years: int, *, on: date) -> bool:
        """Whether she is of that age on the day; an unknown birth date counts as yes."""
        if self.born_on is None:
            return True
        had_birthday = (on.month, on.day) >= (self.born_on.month, self.born_on.day)
        return on.year - self.born_on.year - (not had_birthday) >= years


def lacking(members: Iterable[Member], *, kind: str, from_age: int, on: date) -> list[str]:
    """Return who has not agreed; who is younger follows the others, or speaks where none is older."""
    asked = _asked(members, from_age=from_age, on=on)
    if not asked:
        return [_("niemand gehört heute zum Haushalt")]
    return [one.name for one in asked if kind not in one.allowed]


def open_until(members: Iterable[Member], *, kind: str, from_age: int, on: date) -> date | None:
    """Return the last day on which all who were asked agree; None: until one withdraws."""
    asked = _asked(members, from_age=from_age, on=on)
    ends = [end for one in asked if (end := one.allowed.get(kind)) is not None]
    return min(ends, default=None)


def _asked(members: Iterable[Member], *, from_age: int, on: date) -> list[Member]:
    household = list(members)
    return [one for one in household if one.is_at_least(from_age, on=on)] or household


def packing_problems(
    *, states: dict[str, str], is_waiting: bool, has_keys: bool, has_partner: bool
) -> list[Problem]:
    """Return why a case can not be packed for this partner now."""
    problems = []
    if is_waiting:
        text = _("Der Fall wartet noch auf Annahme. Bitte erst annehmen, dann weitergeben.")
        problems.append(Problem("waiting", text))
    if not has_keys:
        text = _(
            "Diese Installation hat noch keinen Schlüssel. Die Systemverwaltung macht ihn mit: "
            "geleit handover keys --make"
        )
        problems.append(Problem("no-keys", text))
    if not has_partner:
        text = _("Von dieser Gegenstelle gibt es keinen gültigen Schlüssel mehr.")
        problems.append(Problem("no-partner", text))
    if states.get("household") != ItemState.FILLED:
        text = _(
            "Ohne Namen lässt sich nichts übergeben, und für die Namen fehlt die Freigabe. Bitte "
            "zuerst die Einwilligung eintragen; sie nennt als Empfänger die Gegenstelle mit Namen."
        )
        problems.append(Problem("household-shut", text))
    return problems


def believing_problems(
    *, known_as: str, is_same: bool, is_over: bool, is_used: bool
) -> list[Problem]:
    """Say why keys that are known here as one organisation's can not become another one's."""
    if is_same or (is_over and not is_used):
        return []
    if is_used:
        text = _(
            "Diese Schlüssel gehören hier zu „%(name)s“, und es gibt schon Pakete damit. Bitte diesen Namen nennen oder die Gegenstelle um neue Schlüssel bitten."
        )
    else:
        text = _(
            "Diese Schlüssel gehören hier schon zu „%(name)s“. Stimmt das nicht, bitte zuerst beenden: geleit handover partners --end"
        )
    return [Problem("keys-known", text % {"name": known_as})]


def impossible_here(parts: Iterable[str]) -> Problem:
    """Say where in our own case a day stands that no receiver takes."""
    names = ", ".join(str(Item(part).label) for part in parts if part in Item.values)
    text = _("Im Fall steht ein Tag, den es nicht geben kann. Bitte das Jahr prüfen: %(where)s")
    return Problem("impossible", text % {"where": names or _("Beginn des Falls")})


def unopened(code: str) -> Problem:
    """Say why a package was not opened, and what helps. Nothing of it was kept."""
    words = {
        "oversized": _("Die Datei ist größer, als ein Übergabepaket sein kann."),
        "no-package": _(
            "Das ist kein Übergabepaket, oder es ist unvollständig angekommen. Bitte die Datei "
            "noch einmal holen."
        ),
        "too-new": _(
            "Das Paket stammt aus einer neueren Fassung von Geleit. Bitte zuerst die eigene "
            "Installation aktualisieren."
        ),
        "unknown-sender": _(
            "Der Absender ist hier nicht bekannt. Die Systemverwaltung trägt seinen Schlüssel "
            "ein, nachdem sie den Fingerabdruck am Telefon verglichen hat."
        ),
        "own": _(
            "Dieses Paket wurde hier gepackt, für eine andere Stelle; nur sie kann es öffnen. Bitte "
            "die Datei dorthin schicken."
        ),
        "damaged": _(
            "Das Paket wurde unterwegs verändert oder beschädigt. Bitte um ein neues bitten."
        ),
        "foreign": _(
            "Das Paket ist für jemand anderen verschlüsselt. Bitte den Absender bitten, es für "
            "diese Installation zu packen."
        ),
        "misfit": _(
            "Das Paket ist echt, aber sein Inhalt hat nicht die vereinbarte Form. Bitte dem "
            "Absender Bescheid geben."
        ),
        "impossible": _(
            "Das Paket ist echt, aber darin steht ein Tag oder ein Zeichen, das es nicht geben "
            "kann, zum Beispiel das Jahr 0001. Bitte dem Absender Bescheid geben."
        ),
        "replayed": _("Dieses Paket wurde hier schon geöffnet. Es gilt nur einmal."),
        "no-keys": _(
            "Diese Datei enthält keinen öffentlichen Schlüssel von Geleit, oder sie ist beschädigt."
        ),
        "same-carrier": _(
            "Absender und Empfänger sind derselbe Träger. Bitte den Fall hier im Haus übergeben."
        ),
    }
    return Problem(code, words[code] + " " + _("Es wurde nichts übernommen."))


def receiving_problems(*, is_accepted: bool, is_declined: bool) -> list[Problem]:
    """Return why an opened package can no longer be accepted or declined."""
    if is_accepted:
        return [Problem("accepted", _("Diese Übergabe ist schon angenommen."))]
    if is_declined:
        return [Problem("declined", _("Diese Übergabe ist abgelehnt; ihr Inhalt ist gelöscht."))]
    return []
