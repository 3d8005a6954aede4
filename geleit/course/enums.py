# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Words with which the course and the end of a case are described."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class GoalResult(TextChoices):
    """What became of a goal when the case ended."""

    REACHED = "reached", _("erreicht")
    PARTLY = "partly", _("zum Teil erreicht")
    GOES_ON = "goes_on", _("geht ohne uns weiter")
    NOT_REACHED = "not_reached", _("nicht erreicht")
    DROPPED = "dropped", _("nicht mehr gewünscht")


class IncomeAtEnd(TextChoices):
    """What the household lives on when the case ends."""

    WORK = "work", _("eigene Arbeit, ohne Leistungen")
    WORK_AND_BENEFITS = "work_and_benefits", _("Arbeit und ergänzende Leistungen")
    TRAINING = "training", _("Ausbildung oder Studium mit Förderung")
    JOBCENTER = "jobcenter", _("Leistungen des Jobcenters")
    ASYLBLG = "asylblg", _("Leistungen nach AsylbLG")
    PENSION = "pension", _("Rente oder Grundsicherung im Alter")
    OTHER = "other", _("anderes, zum Beispiel Familie")
    UNKNOWN = "unknown", _("nicht bekannt")


class LaterResult(TextChoices):
    """What was found when somebody asked again after the end."""

    STABLE = "stable", _("kommt zurecht")
    ADVICE = "advice", _("kurzer Rat hat gereicht")
    NEEDS_HELP = "needs_help", _("braucht wieder Begleitung")
    NOT_REACHED = "not_reached", _("nicht erreicht")


class Entitled(TextChoices):
    """What the rule of a mandate says of a person."""

    YES = "yes", _("gehört dazu")
    NO = "no", _("gehört nach der Regel nicht dazu")
    UNKNOWN = "unknown", _("nicht bekannt")
