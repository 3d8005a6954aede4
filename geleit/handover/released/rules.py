# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the county reads after acceptance, and of a case that came back. Pure."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from geleit.consents.enums import DataKind
from geleit.core.dates import day_text
from geleit.packages.enums import Item, ItemState

FULL_AGE = 18  # § 2 BGB

Pair = tuple[str, str]


@dataclass(frozen=True)
class Section:
    """One kind of data of one person: open with its pairs, or shut with the reason."""

    kind: str
    is_open: bool
    note: str
    pairs: tuple[Pair, ...] = ()

    @property
    def label(self) -> str:
        return str(DataKind(self.kind).label)


def open_kinds(ends: Mapping[str, date | None], agreed_by_all: Collection[str]) -> set[str]:
    """Return what may be shown: the plan is of all adults, so that each must have released it."""
    return {kind for kind in ends if kind != DataKind.PLAN or kind in agreed_by_all}


def note_on(kind: str, ends: Mapping[str, date | None], agreed_by_all: Collection[str]) -> str:
    """Say until when it is open or why it is shut; one sentence for never, over and withdrawn.

    Of the plan also that the field of health is not in it, unless all adults released health, too.
    """
    if kind not in ends:
        return _("Nicht freigegeben. Dafür gibt es keine Einwilligung, die heute gilt.")
    if kind == DataKind.PLAN and kind not in agreed_by_all:
        return _("Der Plan gehört dem ganzen Haushalt. Es haben noch nicht alle zugestimmt.")
    end = ends[kind]
    words = _("Freigegeben bis zum Widerruf.")
    if end is not None:
        words = _("Freigegeben bis %(day)s.") % {"day": day_text(end)}
    if kind == DataKind.PLAN and DataKind.HEALTH not in agreed_by_all:
        words += " " + _(
            "Ziele im Feld „Gesundheit“ zeigt Geleit nur, wenn alle auch Gesundheit freigegeben haben."
        )
    return words


def is_adult(born_on: date | None, *, on: date) -> bool:
    """Somebody whose birth is not known counts as grown up: she is asked rather than passed by."""
    if born_on is None:
        return True
    is_before_birthday = (on.month, on.day) < (born_on.month, born_on.day)
    return on.year - born_on.year - is_before_birthday >= FULL_AGE


def all_agree(adults: Iterable[int], agreed: Iterable[int]) -> bool:
    return set(adults) <= set(agreed)


def open_today(kept: Mapping[str, Any], *, on: date) -> dict[str, Any]:
    """Return what came along with a case that was given back, without what was released until then."""
    if not kept:
        return {}
    over = {item for item, end in kept["until"].items() if date.fromisoformat(end) < on}
    content = {name: value for name, value in kept["content"].items() if name not in over}
    shut = {item: {"state": str(ItemState.SHUT), "basis": ""} for item in over}
    return content | {"items": content["items"] | shut}


def open_points(content: Mapping[str, Any]) -> list[Item]:
    """Return the points that can be read in it, in their order."""
    items = content.get("items", {})
    return [Item(item) for item in Item.values if items.get(item, {}).get("state") == "filled"]
