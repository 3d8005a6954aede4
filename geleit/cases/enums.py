# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Words with which people, households and cases are described."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Sex(TextChoices):
    MALE = "m", _("männlich")
    FEMALE = "w", _("weiblich")
    DIVERSE = "d", _("divers")
    UNKNOWN = "", _("keine Angabe")


class BirthPrecision(TextChoices):
    """How much of a date of birth is known; offices enter 1 January when only the year is."""

    DAY = "day", _("Tag bekannt")
    ASSUMED = "assumed", _("1. Januar, wohl nur das Jahr bekannt")
    MONTH = "month", _("Monat bekannt")
    YEAR = "year", _("nur das Jahr bekannt")
    UNKNOWN = "unknown", _("unbekannt")


class HousingType(TextChoices):
    """Wohnform."""

    MUNICIPAL = "municipal", _("städtische Unterkunft")
    CONTAINER = "container", _("Container der Anschlussunterbringung")
    SHARED = "shared", _("Gemeinschaftsunterkunft")
    PRIVATE = "private", _("private Wohnung")
    OTHER = "other", _("andere Wohnform")


class HousingStage(TextChoices):
    """Where in the way of accommodation a home stands (FlüAG BW, §§ 4, 7 ff., 17 f.)."""

    INITIAL = "initial", _("Erstaufnahme")
    PROVISIONAL = "provisional", _("vorläufige Unterbringung")
    FOLLOW_UP = "follow_up", _("Anschlussunterbringung")
    OWN = "own", _("eigene Wohnung")


STAGE_OF_KIND: dict[str, str] = {HousingType.CONTAINER: HousingStage.FOLLOW_UP}


class NameKind(TextChoices):
    """What kind of writing of a name it is."""

    ORIGINAL = "original", _("in der eigenen Schrift")
    VARIANT = "variant", _("andere Schreibweise")
    FORMER = "former", _("früherer Name")
    CALLED = "called", _("Rufname")


class StatusKind(TextChoices):
    """Aufenthaltsstatus, coarse; the original wording stands beside it (AufenthG, AsylG)."""

    PERMIT_25_1 = "permit_25_1", _("Aufenthaltserlaubnis § 25 Abs. 1 AufenthG")
    PERMIT_25_2_REFUGEE = (
        "permit_25_2_refugee",
        _("Aufenthaltserlaubnis § 25 Abs. 2 AufenthG, 1. Alternative"),
    )
    PERMIT_25_2_SUBSIDIARY = (
        "permit_25_2_subsidiary",
        _("Aufenthaltserlaubnis § 25 Abs. 2 AufenthG, subsidiär"),
    )
    PERMIT_25_3 = "permit_25_3", _("Aufenthaltserlaubnis § 25 Abs. 3 AufenthG")
    PERMIT_24 = "permit_24", _("Aufenthaltserlaubnis § 24 AufenthG")
    APPLICATION = "application", _("Aufenthaltsgestattung")
    TOLERATION = "toleration", _("Duldung")
    FICTIONAL = "fictional", _("Fiktionsbescheinigung")
    SETTLEMENT = "settlement", _("Niederlassungserlaubnis")
    OTHER = "other", _("anderer Status")


class BenefitAgency(TextChoices):
    """Leistungsträger."""

    JOBCENTER = "jobcenter", _("Jobcenter")
    ASYLBLG = "asylblg", _("Landratsamt (AsylbLG)")
    SOCIAL_OFFICE = "social_office", _("Sozialamt (SGB XII)")
    SELF = "self", _("keine Leistungen")
    UNKNOWN = "", _("unbekannt")


class Phase(TextChoices):
    """Phases of Case Management (after Monzer)."""

    INTAKE = "intake", _("Aufnahme")
    ASSESSMENT = "assessment", _("Bedarfserhebung")
    PLANNING = "planning", _("Planung")
    LINKING = "linking", _("Vermittlung")
    MONITORING = "monitoring", _("Begleitung")
    EVALUATION = "evaluation", pgettext_lazy("phase of a case", "Auswertung")
    CLOSED = "closed", _("abgeschlossen")


class Audience(TextChoices):
    """Who may read a note that is not for all who see the case."""

    HOLDER = "holder", _("nur wer für den Fall zuständig ist")
    ACTING = "acting", _("Zuständige und Vertretung")
    CASE = "case", _("alle, die den Fall sehen")


def german_words(level: str) -> str:
    """Return a level of German in words; those of the European framework stay as they are."""
    words = {"none": _("keine Kenntnisse"), "alpha": _("Alphakurs")}
    return str(words.get(level, level))
