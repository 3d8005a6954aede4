# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The markup of Django's plain inputs, choices and texts, written without the template engine.

Django goes through four templates for each box of a form; a page with a filter of twenty boxes and
a choice of two hundred people spends more time on them than on its own text. What comes out is the
same, sign by sign (tests/kern/test_quick_widgets.py).
"""

from collections.abc import Callable, Iterator
from typing import Any

from django.utils.formats import localize
from django.utils.html import conditional_escape, escape

Widget = dict[str, Any]
ROOM = "django/forms/widgets/"
OPTION = f"{ROOM}select_option.html"


def markup(template: str, widget: Widget) -> str | None:
    """Return what Django's template of this name makes of the widget; None where Django is to do it."""
    write = WRITERS.get(template)
    return write(widget) if write else None


def _input(widget: Widget) -> str:
    value = widget["value"]
    said = "" if value is None else f' value="{_text(value)}"'
    return (
        f'<input type="{_text(widget["type"])}" name="{_text(widget["name"])}"{said}'
        f"{_attributes(widget)}>"
    )


def _box(widget: Widget) -> str | None:
    return None if widget.get("wrap_label") else _input(widget)


def _textarea(widget: Widget) -> str:
    value = widget["value"]
    said = conditional_escape(value) if value else ""
    return f'<textarea name="{_text(widget["name"])}"{_attributes(widget)}>\n{said}</textarea>'


def _select(widget: Widget) -> str | None:
    if any(option["template_name"] != OPTION for option in _options(widget)):
        return None
    parts = [f'<select name="{_text(widget["name"])}"{_attributes(widget)}>']
    for group, options, _number in widget["optgroups"]:
        if group:
            parts.append(f'\n  <optgroup label="{conditional_escape(group)}">')
        parts += [f"\n  {_option(option)}\n" for option in options]
        if group:
            parts.append("\n  </optgroup>")
    return "".join([*parts, "\n</select>"])


def _options(widget: Widget) -> Iterator[Widget]:
    for _group, options, _number in widget["optgroups"]:
        yield from options


def _option(widget: Widget) -> str:
    label = conditional_escape(localize(widget["label"]))
    return f'<option value="{_text(widget["value"])}"{_attributes(widget)}>{label}</option>'


def _attributes(widget: Widget) -> str:
    return "".join(
        f" {escape(name)}" if value is True else f' {escape(name)}="{_text(value)}"'
        for name, value in widget["attrs"].items()
        if value is not False
    )


def _text(value: Any) -> str:
    return conditional_escape(value if hasattr(value, "__html__") else str(value))


INPUTS = ("input", "text", "number", "email", "url", "password", "hidden", "date", "datetime",
          "time", "checkbox", "file")  # fmt: skip
WRITERS: dict[str, Callable[[Widget], str | None]] = {
    **{f"{ROOM}{name}.html": _input for name in INPUTS},
    f"{ROOM}checkbox_option.html": _box,
    f"{ROOM}radio_option.html": _box,
    f"{ROOM}textarea.html": _textarea,
    f"{ROOM}select.html": _select,
}
