# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Small pieces of KERN markup for pages."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import template
from django.utils import formats
from django.utils.html import format_html
from django.utils.safestring import SafeString

from geleit.core.dates import day_text

register = template.Library()


@register.simple_tag
def icon(name: str) -> SafeString:
    """An icon beside words; never alone, so it is hidden from readers."""
    return format_html('<span class="kern-icon kern-icon--{}" aria-hidden="true"></span>', name)


@register.simple_tag
def badge(text: Any, kind: str = "info") -> SafeString:
    """A small label: info, success, warning or danger."""
    markup = (
        '<span class="kern-badge kern-badge--{} kern-badge--small">'
        '<span class="kern-label kern-label--small">{}</span></span>'
    )
    return format_html(markup, kind, text)


@register.filter(expects_localtime=True)
def day(value: date | None) -> str:
    """A day as people write it: 24.09.2019, in English 24 Sep 2019, or a dash."""
    return day_text(value) if value else "–"


@register.filter
def weekday(value: date) -> str:
    """A day with its name: Dienstag, 24. September 2019; Tuesday, 24 September 2019."""
    return f"{formats.date_format(value, 'l')}, {formats.date_format(value)}"


@register.filter
def quantity(value: Decimal | float | None) -> str:
    """A number with the decimal sign of the language and no needless zeros."""
    if value is None:
        return "–"
    number = Decimal(value)
    places = 0 if number == number.to_integral_value() else 2
    return formats.number_format(number, decimal_pos=places, use_l10n=True, force_grouping=True)


@register.filter
def euro(value: Decimal | None) -> str:
    """An amount with its cents, grouped, and with a true minus where it is below nothing."""
    if value is None:
        return ""
    text = formats.number_format(value, decimal_pos=2, use_l10n=True, force_grouping=True)
    return text.replace("-", "\N{MINUS SIGN}")


@register.filter
def urgency(due: date | None, today: date) -> str:
    """The badge kind of a due day: danger when past, warning within two weeks, else info."""
    if due is None:
        return "info"
    if due < today:
        return "danger"
    return "warning" if (due - today).days <= 14 else "info"
