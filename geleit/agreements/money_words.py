# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The terms of payment in words: as the form asks for them, and as a page tells them."""

from typing import Any

from django.forms import model_to_dict
from django.utils.translation import gettext as _

from geleit.agreements.enums import PriceModelKind
from geleit.agreements.models import PriceTerms
from geleit.agreements.money_rules import COUNTS
from geleit.kern.templatetags.kern import euro, quantity


def terms_in_words(row: PriceTerms) -> dict[str, Any]:
    """Return the terms as the form asks for them: one line each."""

    def words(percent: str) -> str:
        return percent.replace(".", ",")

    instalments = [f"{day:02}.{month:02}. {words(part)}" for month, day, part in row.instalments]
    overrun = [f"{name} {words(part)}" for name, part in row.overrun]
    lines = {"instalments": "\n".join(instalments), "overrun": "\n".join(overrun)}
    return model_to_dict(row) | lines


def terms_line_by_line(row: PriceTerms | None) -> list[tuple[str, str]]:
    """Return what counts for this price model, each with its name, as a page tells it."""
    if row is None:
        return []
    fields = PriceTerms._meta.fields
    named = {field.name: str(field.verbose_name) for field in fields}
    counts = COUNTS[PriceModelKind(row.kind)]
    lines = [(named[name], _in_words(name, getattr(row, name))) for name in counts]
    said = terms_in_words(row)
    for name in ("instalments", "overrun"):
        lines.append((named[name], ", ".join(f"{line} %" for line in said[name].splitlines())))
    return [(label, words) for label, words in lines if words]


def _in_words(name: str, value: Any) -> str:
    if isinstance(value, bool):
        return _("ja") if value else _("nein")
    if not value:
        return ""
    if name == "percent":
        return f"{quantity(value)} %"
    return quantity(value) if name == "posts" else f"{euro(value)} €"
