# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Words with which plans are made."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class Bearer(TextChoices):
    """Who carries a step: the ladder of subsidiarity, nearest to the person first."""

    PERSON = "1_person", _("die Person selbst")
    NEAR = "2_near", _("Familie oder Ehrenamt")
    CARRIER = "3_carrier", _("Träger")
    MAINSTREAM = "4_mainstream", _("Regeldienst")
    AUTHORITY = "5_authority", _("Behörde")


class Level(IntegerChoices):
    """Five levels of independence. They stand beside a field and a day, never beside a rank."""

    RELYING = 1, _("ganz auf andere angewiesen")
    MUCH_HELP = 2, _("mit viel Hilfe")
    SOME_HELP = 3, _("mit etwas Hilfe")
    MOSTLY_ALONE = 4, _("meist allein")
    ALONE = 5, _("allein und sicher")


class View(TextChoices):
    """Whose view an assessment is; the two are never mixed."""

    PERSON = "person", _("Sicht der Person")
    ADVISER = "adviser", _("Sicht der Beratung")


class Occasion(TextChoices):
    """When in the accompaniment somebody looked."""

    START = "1_start", _("Beginn")
    REVIEW = "2_review", _("Überprüfung")
    END = "3_end", _("Abschluss")


class AgreedHow(TextChoices):
    """How the person said yes to the plan."""

    SPOKEN = "spoken", _("besprochen, ohne Unterschrift")
    SCREEN = "screen", _("hier auf dem Bildschirm unterschrieben")
    TYPED = "typed", _("Name eingetippt statt unterschrieben")
    PAPER = "paper", _("auf Papier unterschrieben")


class SuggestionKind(TextChoices):
    """What a suggestion offers."""

    GOAL = "goal", _("Ziel")
    STEP = "step", _("Schritt")
