# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""In which order the list of cases stands, by the headings of its columns.

The address names the order and the number of the last case of the page before, never a name: the
value from which the next page goes on is read again from that case.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import Case as DbCase
from django.db.models import DateField, Expression, F, Max, Q, Value, When
from django.db.models.functions import Coalesce, Lower
from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from geleit.cases.enums import Phase
from geleit.cases.models import Case, CaseQuerySet
from geleit.kern.keyset import PAGE_SIZE, Page

NEWEST, LATELY = "", "zuletzt"
NEVER = date(1, 1, 1)  # stands for "no contact yet", so that these come first
KEYS: dict[str, Expression | F] = {
    "fall": F("number"),
    "haushalt": Lower("household__name"),
    "zustaendig": Coalesce(Lower("holder__name"), Value("")),
    "phase": DbCase(*(When(phase=phase, then=Value(n)) for n, phase in enumerate(Phase.values))),
    "kontakt": Coalesce(
        Max("contacts__happened_on", filter=Q(contacts__withdrawn_at=None)),
        Value(NEVER, output_field=DateField()),
    ),
    "eroeffnet": F("opened_on"),
}
ORDERS = {
    NEWEST: gettext_lazy("neueste zuerst"),
    LATELY: gettext_lazy("zuletzt geöffnet"),
    "fall": gettext_lazy("älteste Fallnummer zuerst"),
    "haushalt": gettext_lazy("Haushalt, von A bis Z"),
    "-haushalt": gettext_lazy("Haushalt, von Z bis A"),
    "zustaendig": gettext_lazy("Zuständig, von A bis Z"),
    "-zustaendig": gettext_lazy("Zuständig, von Z bis A"),
    "phase": gettext_lazy("Phase, von der Aufnahme an"),
    "-phase": gettext_lazy("Phase, vom Ende her"),
    "kontakt": gettext_lazy("am längsten ohne Kontakt"),
    "-kontakt": gettext_lazy("jüngster Kontakt zuerst"),
    "eroeffnet": gettext_lazy("zuerst eröffnet"),
    "-eroeffnet": gettext_lazy("zuletzt eröffnet"),
}


@dataclass(frozen=True)
class Head:
    """The heading of a column; without a query it does not sort."""

    label: str
    query: str = ""
    state: str = ""  # as aria-sort says it


def heads(columns: dict[str, Any], *, order: str, filters: dict[str, str]) -> list[Head]:
    """Return the headings; one click sorts by a column, the next the other way round."""
    return [
        _head(name, str(label), order=order, filters=filters) for name, label in columns.items()
    ]


def _head(name: str, label: str, *, order: str, filters: dict[str, str]) -> Head:
    if name not in KEYS:
        return Head(label)
    order = order or "-fall"
    states = {name: "ascending", f"-{name}": "descending"}
    wanted = f"-{name}" if order == name else name
    return Head(label, urlencode(filters | {"ordnung": wanted}), states.get(order, ""))


def page_in_order(request: HttpRequest, cases: CaseQuerySet, *, order: str) -> Page:
    """Return the page after the case `?nach=`; a number that nobody knows begins anew."""
    after = request.GET.get("nach", "").replace("\0", "")  # PostgreSQL refuses NUL
    key, falls = KEYS[order.removeprefix("-")], order.startswith("-")
    rows = cases.annotate(order_key=key)
    if after and (anchor := _anchor(request.user, after, key)):
        way = "lt" if falls else "gt"
        beyond = Q(**{f"order_key__{way}": anchor[0]})
        rows = rows.filter(beyond | Q(order_key=anchor[0], number__lt=after))
    else:
        after = ""
    found = list(rows.order_by("-order_key" if falls else "order_key", "-number")[: PAGE_SIZE + 1])
    given = {name: str(value) for name, value in request.GET.items() if value and name != "nach"}
    next_key = found[PAGE_SIZE - 1].number if len(found) > PAGE_SIZE else ""
    return Page(rows=found[:PAGE_SIZE], next_key=next_key, is_first=not after, filters=given)


def _anchor(user: Any, number: str, key: Expression | F) -> tuple[Any] | None:
    seen = Case.objects.visible_to(user).filter(number=number).annotate(order_key=key)
    return seen.values_list("order_key").first()
