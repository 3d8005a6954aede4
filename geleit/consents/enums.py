# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Words with which a consent is described."""

from collections.abc import Iterable

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class DataKind(TextChoices):
    """What may be passed on."""

    CONTACT = "contact", _("Name und Erreichbarkeit")
    HOUSEHOLD = "household", _("Angaben zum Haushalt und Wohnen")
    STATUS = "status", _("Aufenthalt und Leistungen")
    WORK = "work", _("Sprache, Schule, Arbeit")
    PLAN = "plan", _("Ziele und Schritte des Plans")
    HEALTH = "health", _("Gesundheit und andere besonders geschützte Angaben")


def words_of(kinds: Iterable[str]) -> list[str]:
    """Return what the kinds are called, in their order; unknown ones are left out."""
    chosen = set(kinds)
    return [str(DataKind(kind).label) for kind in DataKind.values if kind in chosen]
