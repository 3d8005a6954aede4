# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Sentences in two languages on a sheet of paper."""

from datetime import date

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from geleit.plans.printing.sheets import Words

register = template.Library()
ELEMENTS = {"h1", "h2", "h3", "p", "div"}


@register.simple_tag
def pair(
    words: Words,
    key: str,
    element: str = "p",
    *,
    value: str = "",
    also: str = "",
    theirs: str = "",
) -> SafeString:
    """Return an element with the sentence in the person's language and in German beside it.

    `value` follows both, such as a day, unless `theirs` follows the sentence in their language;
    `also` is the key of a second sentence behind the first.
    """
    if element not in ELEMENTS:
        raise ValueError(element)
    keys = [key, also] if also else [key]
    kind = "pair" if words.pair(key).theirs else "pair pair--alone"
    start, end = mark_safe(f"<{element}"), mark_safe(f"</{element}>")  # ours, from ELEMENTS
    return format_html(
        '{} class="{}">{}{}', start, kind, _spans(words, keys, value, theirs or value), end
    )


@register.simple_tag
def label(words: Words, key: str) -> SafeString:
    """Return the two words alone, for the head of a line."""
    return _spans(words, [key], "", "")


@register.filter
def paper_day(value: date) -> str:
    """A day as it stands on German letters, whatever language the screen has."""
    return f"{value:%d.%m.%Y}"


def _spans(words: Words, keys: list[str], value: str, theirs: str) -> SafeString:
    said = [words.pair(key) for key in keys]
    german = format_html(
        '<span class="german" lang="de" dir="ltr">{}{}</span>',
        " · ".join(one.german for one in said),
        _behind(value),
    )
    if not said[0].theirs:
        return german
    return format_html(
        '<span class="theirs" lang="{}" dir="{}">{}{}</span>{}',
        words.language,
        words.script.direction,
        " · ".join(one.theirs for one in said),
        _behind(theirs),
        german,
    )


def _behind(value: str) -> SafeString | str:
    return format_html(" <b><bdi>{}</bdi></b>", value) if value else ""
