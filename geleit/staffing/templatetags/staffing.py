# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Answers of the rules in a person's words."""

from datetime import date
from typing import Any

from django import template
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from geleit.staffing.enums import Met
from geleit.staffing.rules import StartAnswer

register = template.Library()

KINDS = {
    Met.OPEN: "warning",
    Met.OVERDUE: "danger",
    Met.COMING: "info",
    Met.DONE: "success",
    Met.WAIVED: "info",
}


@register.simple_tag
def start_sentence(answer: StartAnswer, today: date, started_on: date | None = None) -> str:
    """When the service can begin, or could have begun: one sentence."""
    if answer.begins_on is None:
        return _("Noch steht kein Tag fest, an dem die Begleitung beginnen kann.")
    sentence = _("Die Begleitung kann am %(day)s beginnen, %(distance)s.")
    if (started_on and started_on <= today) or answer.begins_on < today:
        sentence = _("Die Begleitung konnte am %(day)s beginnen, %(distance)s.")
    return sentence % {"day": date_format(answer.begins_on), "distance": distance(answer)}


@register.simple_tag
def full_sentence(answer: StartAnswer, today: date) -> str:
    """When all posts are filled: one sentence."""
    if answer.begins_on is None:
        return _("Noch steht kein Tag fest, an dem alle vereinbarten Stellen besetzt sind.")
    sentence = _("Der volle vereinbarte Umfang ist ab %(day)s möglich, %(distance)s.")
    if answer.begins_on < today:
        sentence = _("Der volle vereinbarte Umfang war ab %(day)s möglich, %(distance)s.")
    return sentence % {"day": date_format(answer.begins_on), "distance": distance(answer)}


@register.filter
def distance(answer: StartAnswer) -> str:
    """How far the begin lies from the agreed day, in words."""
    late = answer.days_late or 0
    if late == 0:
        return _("am vereinbarten Tag")
    if late > 0:
        text = ngettext(
            "%(count)d Tag nach dem vereinbarten Tag",
            "%(count)d Tage nach dem vereinbarten Tag",
            late,
        )
    else:
        text = ngettext(
            "%(count)d Tag vor dem vereinbarten Tag",
            "%(count)d Tage vor dem vereinbarten Tag",
            -late,
        )
    return text % {"count": abs(late)}


@register.filter
def met_kind(met: Any) -> str:
    """The badge kind of a condition."""
    return KINDS[met]
