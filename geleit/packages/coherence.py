# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the schema of a package can not say: signs and days that can be meant, and what agrees. Pure."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from geleit.core.possible_days import FIRST, LAST
from geleit.packages.enums import Item, ItemState
from geleit.persons.enums import NEEDS_DETAIL

# Control characters beside tabulator and line breaks, and halves of a sign (lone surrogates).
STRANGE = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
# The names under which the schema has days.
DAYS = {"made_on", "opened_on", "born_on", "valid_from", "valid_until", "moved_in_on", "begins_on",
        "ends_on", "due_on", "work_by", "given_on", "until", "begun_on", "review_on", "reached_on",
        "done_on"}  # fmt: skip


def impossible(document: dict[str, Any]) -> list[str]:
    """Return the parts of a document that fits in which a sign or a day is that cannot be meant."""
    return [
        part
        for part, value in document.items()
        if any(_is_strange(name, text) for name, text in _texts(part, value))
    ]


def without_strange_signs(value: Any) -> Any:
    """Return the same with a blank for each sign that nobody sees and no receiver takes."""
    if isinstance(value, dict):
        return {name: without_strange_signs(one) for name, one in value.items()}
    if isinstance(value, list):
        return [without_strange_signs(one) for one in value]
    return STRANGE.sub(" ", value) if isinstance(value, str) else value


def hangs_together(document: dict[str, Any]) -> bool:
    """Whether keys, states and days agree, and each line says what it is about."""
    keys_of = [one["key"] for one in document["household"]["persons"]]
    has = {item for item in Item.values if document.get(item)}
    filled = {i for i, said in document["items"].items() if said["state"] == ItemState.FILLED}
    named = [
        line.get("person")
        for item in has
        if isinstance(document[item], list)
        for line in document[item]
    ]
    return (
        len(set(keys_of)) == len(keys_of)
        and {one for one in named if one} <= set(keys_of)
        and has == filled
        and all((p["born_on"] is None) == (p["birth_precision"] == "unknown")
                for p in document["household"]["persons"])
        and all(one["work_by"] <= one["due_on"] for one in document.get("deadlines", ()))
        and _says_all(document)
    )  # fmt: skip


def _says_all(document: dict[str, Any]) -> bool:
    """Whether everybody has a name, every way leads somewhere, and no entry lacks its detail."""
    home = document["household"]
    names = [home["name"], *(f"{p['family_name']}{p['given_names']}" for p in home["persons"])]
    ways = [way for one in document.get("contact", ()) for way in one.get("channels", ())]
    entries = [*document.get("school", ()), *document.get("work", ())]
    return all(text.strip() for text in [*names, *(way["value"] for way in ways)]) and all(
        one["detail"] or one["kind"] not in NEEDS_DETAIL for one in entries
    )


def _texts(name: str, value: Any) -> Iterator[tuple[str, str]]:
    """Give every text with the name under which it stands."""
    if isinstance(value, str):
        yield name, value
    elif isinstance(value, dict):
        for below, one in value.items():
            yield from _texts(below, one)
    elif isinstance(value, list):
        for one in value:
            yield from _texts(name, one)


def _is_strange(name: str, text: str) -> bool:
    if name in DAYS:
        return not FIRST <= date.fromisoformat(text) <= LAST
    return STRANGE.search(text) is not None
