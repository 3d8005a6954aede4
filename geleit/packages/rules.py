# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which points of a hand-over are open, and why a package is refused. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from geleit.core.dates import day_text
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


@dataclass(frozen=True)
class Sibling:
    """Another package about the same case, seen from one that was packed on the day `than`."""

    made_on: date
    than: date
    number: str  # as both sides say it on the telephone
    is_accepted: bool
    case_id: int | None = None  # that was made from it

    @property
    def words(self) -> str:
        day = {"day": day_text(self.made_on), "number": self.number}
        if self.is_accepted:
            return _("Ein Paket zu diesem Fall vom %(day)s ist schon angenommen.") % day
        if self.made_on > self.than:
            return _("Ersetzt: Zum selben Fall wartet ein neueres vom %(day)s.") % day
        if self.made_on < self.than:
            return _("Neuer als das vom %(day)s, das zum selben Fall wartet.") % day
        return (
            _(
                "Zum selben Fall wartet noch eines vom selben Tag, Paket %(number)s. Welches neuer ist, weiß der Absender."
            )
            % day
        )


def sibling_problems(siblings: Iterable[Sibling]) -> list[Problem]:
    """Return what to think of before a package is accepted beside another one of the same case."""
    known = list(siblings)
    if any(one.is_accepted for one in known):
        text = _(
            "Zu diesem Fall gibt es hier schon eine Akte aus einem Paket. Mit dem Annehmen entsteht "
            "eine zweite. Besser: im Fall nachtragen, was neu ist, und dieses Paket ablehnen."
        )
        return [Problem("anyway", text)]
    if any(one.made_on > one.than for one in known):
        text = _(
            "Zu diesem Fall wartet ein neueres Paket. Besser: das neuere annehmen und dieses ablehnen."
        )
        return [Problem("anyway", text)]
    return []


def sameness_problems(
    *, said: Iterable[tuple[int, int]], possible: Iterable[tuple[int, int]]
) -> list[Problem]:
    """Return why persons of a package are not linked with those who were ticked."""
    pairs = set(said)
    if pairs - set(possible):
        text = _("Jemand davon lässt sich nicht mehr verbinden. Bitte die Seite neu laden.")
        return [Problem("same", text)]
    if len({person for _key, person in pairs}) < len(pairs):
        text = _("Zwei aus dem Paket können nicht dieselbe Person hier sein. Bitte eine wählen.")
        return [Problem("same", text)]
    return []


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
    *, states: dict[str, str], is_waiting: bool, has_keys: bool, has_partner: bool, is_own: bool
) -> list[Problem]:
    """Return why a case can not be packed for this partner now."""
    problems = own_carrier_problems(is_own=is_own)
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


def own_carrier_problems(*, is_own: bool) -> list[Problem]:
    """A package goes to somebody else: within one carrier a case is handed over without one."""
    if not is_own:
        return []
    text = _(
        "Diese Gegenstelle ist derselbe Träger. Ein Paket an sich selbst gibt es nicht; bitte den Fall "
        "hier im Haus übergeben."
    )
    return [Problem("own-carrier", text)]


def partner_problems(*, are_ours: bool, is_only_carrier: bool) -> list[Problem]:
    """Say why keys can not be those of another installation."""
    if are_ours:
        text = _(
            "Das ist der Schlüssel dieser Installation. Hierher gehört die Datei der anderen Stelle."
        )
        return [Problem("own-keys", text)]
    if is_only_carrier:
        text = _(
            "Alle Vereinbarungen hier führt dieser Träger selbst; als Gegenstelle könnte ihm niemand "
            "etwas schicken. Bitte den Namen der anderen Stelle nennen."
        )
        return [Problem("own-carrier", text)]
    return []


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
