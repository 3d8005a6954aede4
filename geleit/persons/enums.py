# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Words for what is known about a person's life."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class HistoryKind(TextChoices):
    """What an entry of a person's history is about; all share one shape."""

    DAYCARE = "daycare", _("Kita")
    SCHOOL = "school", _("Schule")
    COURSE = "course", _("Sprachkurs")
    LEVEL = "level", _("Deutsch nachgewiesen")
    TRAINING = "training", _("Ausbildung oder Studium")
    WORK = "work", _("Arbeit")
    QUALIFICATION = "qualification", _("Abschluss und Anerkennung")
    BENEFIT = "benefit", _("Leistungsträger")


class DatePrecision(TextChoices):
    """How much of a day is known. The day in the table is then the first or last of the time."""

    DAY = "day", _("Tag")
    MONTH = "month", _("Monat")
    YEAR = "year", _("Jahr")


class HistoryDetail(TextChoices):
    """What more is said of an entry; DETAILS tells which belongs to which kind."""

    KINDERGARTEN = "kindergarten", _("Kindergarten oder Krippe")
    CHILDMINDER = "childminder", _("Kindertagespflege")
    PREPARATORY = "preparatory", _("Vorbereitungsklasse (VKL, VABO)")
    PRIMARY = "primary", _("Grundschule")
    SECONDARY = "secondary", _("weiterführende Schule")
    VOCATIONAL_SCHOOL = "vocational_school", _("berufliche Schule")
    SPECIAL_NEEDS = "special_needs", _("sonderpädagogisches Zentrum (SBBZ)")
    SCHOOL_ABROAD = "school_abroad", _("Schule im Herkunftsland")
    INTEGRATION_COURSE = "integration_course", _("Integrationskurs")
    LITERACY_COURSE = "literacy_course", _("Alphabetisierungskurs")
    JOB_COURSE = "job_course", _("Berufssprachkurs")
    VOLUNTEER_COURSE = "volunteer_course", _("ehrenamtlicher Kurs")
    OTHER_COURSE = "other_course", _("anderer Kurs")
    NONE = "none", _("keine Kenntnisse")
    ALPHA = "alpha", _("Alphakurs")
    A1 = "A1", "A1"
    A2 = "A2", "A2"
    B1 = "B1", "B1"
    B2 = "B2", "B2"
    C1 = "C1", "C1"
    C2 = "C2", "C2"
    APPRENTICESHIP = "apprenticeship", _("Berufsausbildung")
    ENTRY_QUALIFICATION = "entry", _("Einstiegsqualifizierung")
    STUDIES = "studies", _("Studium")
    RETRAINING = "retraining", _("Umschulung oder Weiterbildung")
    TRAINING_ABROAD = "training_abroad", _("Ausbildung im Herkunftsland")
    FULL_TIME = "full_time", _("Vollzeit")
    PART_TIME = "part_time", _("Teilzeit")
    MINI_JOB = "mini_job", _("Minijob")
    INTERNSHIP = "internship", _("Praktikum")
    JOB_SCHEME = "job_scheme", _("Arbeitsgelegenheit")
    SELF_EMPLOYED = "self_employed", _("selbstständig")
    WORK_ABROAD = "work_abroad", _("Arbeit im Herkunftsland")
    NOT_APPLIED = "not_applied", _("Anerkennung nicht beantragt")
    APPLIED = "applied", _("Anerkennung beantragt")
    RECOGNISED = "recognised", _("anerkannt")
    PARTLY_RECOGNISED = "partly", _("teilweise anerkannt")
    NOT_RECOGNISED = "not_recognised", _("nicht anerkannt")
    JOBCENTER = "jobcenter", _("Jobcenter")
    ASYLBLG = "asylblg", _("Landratsamt (AsylbLG)")
    SELF = "self", _("keine Leistungen")
    SOCIAL_OFFICE = "social_office", _("Sozialamt (SGB XII)")


def _details() -> dict[str, tuple[HistoryDetail, ...]]:
    detail = HistoryDetail
    return {
        HistoryKind.DAYCARE: (detail.KINDERGARTEN, detail.CHILDMINDER),
        HistoryKind.SCHOOL: (
            detail.PREPARATORY, detail.PRIMARY, detail.SECONDARY, detail.VOCATIONAL_SCHOOL, detail.SPECIAL_NEEDS,
            detail.SCHOOL_ABROAD,
        ),
        HistoryKind.COURSE: (
            detail.INTEGRATION_COURSE, detail.LITERACY_COURSE, detail.JOB_COURSE, detail.VOLUNTEER_COURSE,
            detail.OTHER_COURSE,
        ),
        HistoryKind.LEVEL: (detail.NONE, detail.ALPHA, detail.A1, detail.A2, detail.B1, detail.B2, detail.C1, detail.C2),
        HistoryKind.TRAINING: (
            detail.APPRENTICESHIP, detail.ENTRY_QUALIFICATION, detail.STUDIES, detail.RETRAINING, detail.TRAINING_ABROAD,
        ),
        HistoryKind.WORK: (
            detail.FULL_TIME, detail.PART_TIME, detail.MINI_JOB, detail.INTERNSHIP, detail.JOB_SCHEME, detail.SELF_EMPLOYED,
            detail.WORK_ABROAD,
        ),
        HistoryKind.QUALIFICATION: (
            detail.NOT_APPLIED, detail.APPLIED, detail.RECOGNISED, detail.PARTLY_RECOGNISED, detail.NOT_RECOGNISED,
        ),
        HistoryKind.BENEFIT: (detail.JOBCENTER, detail.ASYLBLG, detail.SOCIAL_OFFICE, detail.SELF),
    }  # fmt: skip


DETAILS = _details()
# A level and an agency say nothing without their detail.
NEEDS_DETAIL = (HistoryKind.LEVEL, HistoryKind.BENEFIT)


class CodeKind(TextChoices):
    NATIONALITY = "nationality", _("Staatsangehörigkeit")
    LANGUAGE = "language", _("Sprache")


class ChannelKind(TextChoices):
    """How somebody can be reached (Kontaktweg)."""

    PHONE = "phone", _("Telefon")
    MESSENGER = "messenger", _("Messenger")
    EMAIL = "email", _("E-Mail")
    POST = "post", _("Post an eine andere Adresse")
    OTHER = "other", _("anderer Weg")


class ChannelSource(TextChoices):
    """Where a contact channel came from; nothing means that somebody noted it here."""

    LIST = "list", _("aus einer Liste")
    PACKAGE = "package", _("aus einer Übergabe")


class HouseholdRole(TextChoices):
    """Who somebody is in the household."""

    HEAD = "head", _("Bezugsperson")
    PARTNER = "partner", _("Partner/in")
    CHILD = "child", _("Kind")
    PARENT = "parent", _("Elternteil")
    SIBLING = "sibling", _("Geschwister")
    GRANDCHILD = "grandchild", _("Enkelkind")
    RELATIVE = "relative", _("andere/r Verwandte/r")
    OTHER = "other", pgettext_lazy("role in a household", "nicht verwandt")


class JoinedHow(TextChoices):
    BIRTH = "birth", _("geboren")
    REUNION = "reunion", _("Familiennachzug")
    MOVED_IN = "moved_in", _("zugezogen")
    FROM_HOUSEHOLD = "from_household", _("aus einem anderen Haushalt")
    RETURNED = "returned", _("zurückgekommen")


class LeftHow(TextChoices):
    SPLIT = "split", _("eigener Haushalt")
    MOVED_AWAY = "moved_away", _("weggezogen")
    LEFT_COUNTRY = "left_country", _("ausgereist")
    DEATH = "death", _("verstorben")
    UNKNOWN = "unknown", _("Verbleib unbekannt")


class VulnerabilityKind(TextChoices):
    """Groups with special needs, after Art. 21 of Directive 2013/33/EU. Kept sealed."""

    MINOR = "minor", _("minderjährig, ohne Eltern")
    DISABILITY = "disability", _("Behinderung")
    AGE = "age", _("hohes Alter")
    PREGNANCY = "pregnancy", _("Schwangerschaft")
    SINGLE_PARENT = "single_parent", _("alleinerziehend mit minderjährigen Kindern")
    TRAFFICKING = "trafficking", _("Menschenhandel")
    ILLNESS = "illness", _("schwere Krankheit")
    MENTAL = "mental", _("psychische Belastung oder Erkrankung")
    VIOLENCE = "violence", _("Folter, Vergewaltigung oder andere schwere Gewalt")
    DOMESTIC = "domestic", _("Gewalt in der Familie")
    OTHER = "other", pgettext_lazy("vulnerability", "anderer Schutzbedarf")
