# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The invented scope of services of the example; other invented agreements take their items from it."""

from decimal import Decimal
from typing import NamedTuple

from geleit.agreements.enums import ActionField, Period, Unit
from geleit.agreements.models import Mandate, ServiceItem

OWN, BESIDE = "own", "beside"


class Item(NamedTuple):
    mandate: str
    number: int
    field: ActionField
    name: str
    unit: Unit
    quantity: int
    period: Period
    description: str = ""
    not_included: str = ""


ITEMS = (
    Item(
        OWN,
        1,
        ActionField.EVERYDAY,
        "Beratung und Begleitung im Alltag",
        Unit.HOURS,
        90,
        Period.QUARTER,
        "Gespräche, Telefonate und Hausbesuche mit Haushalten in der Anschlussunterbringung.",
        "Rechtsberatung; tägliche Betreuung.",
    ),
    Item(
        OWN,
        2,
        ActionField.EVERYDAY,
        "Begleitung zu Behörden und Terminen",
        Unit.CONTACTS,
        16,
        Period.QUARTER,
        "Wenn die Person es wünscht und niemand aus Familie oder Ehrenamt mitgehen kann.",
    ),
    Item(
        OWN,
        3,
        ActionField.HOUSING,
        "Wohnungssuche und Umzug",
        Unit.HOURS,
        24,
        Period.QUARTER,
        "Vom Wohnberechtigungsschein bis zum Einzug.",
        "Möbeltransporte.",
    ),
    Item(
        OWN,
        4,
        ActionField.LANGUAGE,
        "Vermittlung in Sprachkurse",
        Unit.CONTACTS,
        18,
        Period.QUARTER,
    ),
    Item(
        OWN,
        5,
        ActionField.WORK,
        "Arbeit, Ausbildung und Anerkennung",
        Unit.HOURS,
        20,
        Period.QUARTER,
    ),
    Item(
        OWN,
        6,
        ActionField.HEALTH,
        "Zugang zu Ärzten und Krankenkassen",
        Unit.CONTACTS,
        8,
        Period.QUARTER,
    ),
    Item(
        OWN,
        7,
        ActionField.EVERYDAY,
        "Offene Sprechstunde im Rathaus",
        Unit.OFFICE_HOURS,
        4,
        Period.MONTH,
        "Zwei Stunden, ohne Anmeldung.",
    ),
    Item(
        OWN,
        8,
        ActionField.PARTICIPATION,
        "Begegnungscafé mit dem Freundeskreis",
        Unit.OFFERS,
        1,
        Period.MONTH,
    ),
    Item(
        OWN,
        9,
        ActionField.SCHOOL,
        "Elternabend zu Kita und Schule",
        Unit.OFFERS,
        1,
        Period.QUARTER,
    ),
    Item(
        BESIDE,
        10,
        ActionField.EVERYDAY,
        "Integrationsmanagement im Einzelfall",
        Unit.HOURS,
        70,
        Period.QUARTER,
        "Läuft neben der Vereinbarung und zählt nicht in deren Nachweis.",
    ),
    Item(
        BESIDE,
        11,
        ActionField.EVERYDAY,
        "Integrationspläne schreiben und fortschreiben",
        Unit.CONTACTS,
        14,
        Period.QUARTER,
        "Läuft neben der Vereinbarung und zählt nicht in deren Nachweis.",
    ),
)


def put(item: Item, mandate: Mandate, **differently: object) -> ServiceItem:
    """Write an item into the scope of a mandate, from its first day on; some columns differently."""
    columns = {
        "number": item.number, "action_field": item.field, "name": item.name, "unit": item.unit,
        "agreed_quantity": Decimal(item.quantity), "period": item.period,
        "description": item.description, "not_included": item.not_included,
        "valid_from": mandate.begins_on, "is_example": True,
    }  # fmt: skip
    return ServiceItem.objects.create(mandate=mandate, **columns | differently)
