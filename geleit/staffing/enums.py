# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Words with which posts and their filling are described."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Qualification(TextChoices):
    """Qualification classes that decide whether a post may be filled by a person."""

    SOCIAL_WORK = "social_work", _("Soziale Arbeit, staatlich anerkannt")
    COMPARABLE = "comparable", _("vergleichbarer Abschluss")
    OTHER = "other", _("andere Qualifikation")


class Staffed(TextChoices):
    """How a post stands on a day."""

    VACANT = "vacant", _("unbesetzt")
    COMING = "coming", _("zugesagt")
    FILLED = "filled", _("besetzt")


class Met(TextChoices):
    """How a condition of the start stands on a day."""

    OPEN = "open", _("offen")
    OVERDUE = "overdue", _("überfällig")
    COMING = "coming", _("zugesagt")
    DONE = "done", _("erledigt")
    WAIVED = "waived", _("verzichtet")


class Lack(TextChoices):
    """Why something that is needed is not there."""

    VACANT = "vacant", _("die Stelle ist unbesetzt")
    UNQUALIFIED = "unqualified", _("die verlangte Qualifikation fehlt")
    UNPROVED = "unproved", _("der Nachweis der Qualifikation fehlt")
    LEFT = "left", _("die Stelle ist wieder unbesetzt, bevor alles bereit ist")
    UNCONFIRMED = "unconfirmed", _("noch nicht bestätigt")


class DutyLevel(TextChoices):
    """Who has to see to a task, whoever carries it out."""

    LAND = "land", _("Land")
    COUNTY = "county", _("Landkreis")
    MUNICIPALITY = "municipality", _("Stadt oder Gemeinde")
    NOBODY = "nobody", _("niemand: freiwillig")


class Presence(TextChoices):
    """How a post is covered on one day."""

    THERE = "there", _("da")
    DEPUTISED = "deputised", _("vertreten")
    ABSENT = "absent", _("abwesend, ohne Vertretung")
    VACANT = "vacant", _("unbesetzt")
