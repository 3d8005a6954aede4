# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether a document fits the published schema: the part of JSON Schema 2020-12 that ours use. Pure.

The schema file is the rule; this reads it. A word that it does not know is an error, never skipped.
"""

import re
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

from geleit.packages.envelope import from_json

NEWEST = 1
NOTES = {"$schema", "$id", "$defs", "title", "description", "examples"}
TYPES: dict[str, type | tuple[type, ...]] = {
    "object": dict, "array": list, "string": str, "integer": int, "boolean": bool,
    "null": type(None),
}  # fmt: skip


@cache
def schema(version: int) -> dict[str, Any]:
    """Return the schema of one version of the content."""
    file = resources.files("geleit.packages") / "schemas" / f"handover-{version}.schema.json"
    found: dict[str, Any] = from_json(file.read_bytes())
    return found


def misfits(document: Any, version: int) -> list[str]:
    """Return where a document does not fit: places and rules, never its values."""
    root = schema(version)
    return _misfits(document, root, root, "")


def _misfits(value: Any, rule: dict[str, Any], root: dict[str, Any], place: str) -> list[str]:
    if "$ref" in rule:
        return _misfits(value, root["$defs"][rule["$ref"].rpartition("/")[2]], root, place)
    found = []
    for word, wanted in rule.items():
        if word in NOTES:
            continue
        if word == "properties":
            inside = value if isinstance(value, dict) else {}
            for name, below in wanted.items():
                if name in inside:
                    found += _misfits(inside[name], below, root, f"{place}/{name}")
        elif word == "items":
            ours = value[: rule.get("maxItems")] if isinstance(value, list) else []
            for number, one in enumerate(ours):  # more than fit are said to be too many, once
                found += _misfits(one, wanted, root, f"{place}/{number}")
        elif not CHECKS[word](value, wanted, rule):
            found.append(f"{place or '/'}: {word}")
    return found


def _is_type(value: Any, wanted: Any, _rule: Any) -> bool:
    names = wanted if isinstance(wanted, list) else [wanted]
    if isinstance(value, bool):  # in Python a truth is a number, in JSON it is none
        return "boolean" in names
    return any(isinstance(value, TYPES[name]) for name in names)


def _is_day(value: Any, wanted: Any, _rule: Any) -> bool:
    if wanted != "date":
        raise KeyError(wanted)
    if not isinstance(value, str):
        return True
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _has_no_more(value: Any, wanted: Any, rule: dict[str, Any]) -> bool:
    return bool(wanted) or not isinstance(value, dict) or not set(value) - set(rule["properties"])


CHECKS: dict[str, Any] = {
    "type": _is_type,
    "format": _is_day,
    "additionalProperties": _has_no_more,
    "const": lambda value, wanted, _: type(value) is type(wanted) and value == wanted,
    "enum": lambda value, wanted, _: value in wanted,
    "required": lambda value, wanted, _: not isinstance(value, dict) or set(wanted) <= set(value),
    "pattern": lambda value, wanted, _: not isinstance(value, str) or re.search(wanted, value),
    "minLength": lambda value, wanted, _: not isinstance(value, str) or len(value) >= wanted,
    "maxLength": lambda value, wanted, _: not isinstance(value, str) or len(value) <= wanted,
    "minItems": lambda value, wanted, _: not isinstance(value, list) or len(value) >= wanted,
    "maxItems": lambda value, wanted, _: not isinstance(value, list) or len(value) <= wanted,
    "minimum": lambda value, wanted, _: not isinstance(value, int) or value >= wanted,
    "maximum": lambda value, wanted, _: not isinstance(value, int) or value <= wanted,
}
