# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""A form and what was saved in the meantime: shown side by side, and put together as chosen."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from geleit.core import versions as rules
from geleit.core.dates import day_text

KEEP = "keep_"  # name of the choice for a field


def compare(mine: forms.Form, theirs: forms.Form) -> list[rules.Difference]:
    """Return where a form that was sent differs from one that shows what is saved now.

    A form may name fields that are `not_compared`, and say `as_shown` how it shows what was sent.
    """
    left = getattr(mine, "not_compared", ())
    names = [n for n, field in mine.fields.items() if not field.widget.is_hidden and n not in left]
    labels = {name: str(mine.fields[name].label) for name in names}
    typed = mine.as_shown() if hasattr(mine, "as_shown") else mine.cleaned_data
    sent = {name: _words(mine.fields[name], typed.get(name)) for name in names}
    saved = {name: _words(theirs.fields[name], theirs[name].value()) for name in names}
    long = [name for name in names if isinstance(mine.fields[name].widget, forms.Textarea)]
    return rules.differences(sent, saved, labels, long=long)


def forgets(lines: Iterable[rules.Difference], kept: Iterable[str]) -> bool:
    """Return whether one version goes for good: of some of these lines no former wording is kept."""
    return any(line.name not in kept for line in lines)


def chosen(data: QueryDict | None, theirs: Callable[[], forms.Form]) -> QueryDict | None:
    """Return what was sent, with the saved version where that was chosen."""
    choices = {name: value for name, value in (data or {}).items() if name.startswith(KEEP)}
    if data is None or not choices:
        return data
    data, saved = data.copy(), theirs()
    for key, choice in choices.items():
        name = key.removeprefix(KEEP)
        if name not in saved.fields or choice == rules.MINE:
            continue
        values = _as_sent(saved, name)
        if choice == rules.BOTH:
            values = [rules.kept(data.get(name, ""), "".join(values), choice=choice)]
        data.setlist(name, values)
    return data


def _as_sent(form: forms.Form, name: str) -> list[str]:
    value = form[name].value()
    values = value if isinstance(value, list | tuple) else [value]
    return ["" if one is None else str(one) for one in values]


def _words(field: forms.Field, value: Any) -> str:
    """Return a value as people read it."""
    value = field.prepare_value(value)
    choices = getattr(field, "choices", None)
    if choices is not None:
        keys = {str(one) for one in (value if isinstance(value, list | tuple) else [value])}
        return "; ".join(label for key, label in _flat(choices) if key in keys)
    if isinstance(value, bool):
        return _("ja") if value else _("nein")
    if isinstance(value, date):
        return day_text(value)
    return "" if value is None else str(value)


def _flat(choices: Iterable[Any]) -> Iterable[tuple[str, str]]:
    for key, label in choices:
        if isinstance(label, list | tuple):
            yield from _flat(label)
        elif str(key):
            yield str(key), str(label)
