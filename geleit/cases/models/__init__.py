# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Households, the persons in them, and the case that accompanies them."""

from geleit.cases.models.access import (
    DoorRule,
    DoorRuleQuerySet,
    EmergencyAccess,
    EmergencyAccessQuerySet,
    ProtectedReader,
    access,
    deputised,
    only_by_door,
)
from geleit.cases.models.case import Case, CaseQuerySet
from geleit.cases.models.numbers import CaseNumber
from geleit.cases.models.people import (
    Household,
    HouseholdQuerySet,
    HousingStay,
    NameWord,
    OfPersonQuerySet,
    Person,
    PersonName,
    PersonQuerySet,
    ResidenceStatus,
    UnreadValue,
)

__all__ = [
    "Case",
    "CaseNumber",
    "CaseQuerySet",
    "DoorRule",
    "DoorRuleQuerySet",
    "EmergencyAccess",
    "EmergencyAccessQuerySet",
    "Household",
    "HouseholdQuerySet",
    "HousingStay",
    "NameWord",
    "OfPersonQuerySet",
    "Person",
    "PersonName",
    "PersonQuerySet",
    "ProtectedReader",
    "ResidenceStatus",
    "UnreadValue",
    "access",
    "deputised",
    "only_by_door",
]
