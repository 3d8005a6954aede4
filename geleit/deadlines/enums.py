# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Words of deadlines, of letters, and of days in the file on which something ends."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class FactKind(TextChoices):
    """Daten mit Ablauf: days of the file from which a deadline follows."""

    PASSPORT = "passport", _("Pass oder Reiseausweis gültig bis")
    GRANT_SGB2 = "grant_sgb2", _("Bewilligung Jobcenter (SGB II) endet")
    GRANT_SGB12 = "grant_sgb12", _("Bewilligung Grundsicherung (SGB XII) endet")
    GRANT_HOUSING = "grant_housing", _("Bewilligung Wohngeld endet")
    GRANT_CHILD = "grant_child", _("Bewilligung Kinderzuschlag endet")
    ARRIVAL = "arrival", _("Einreise nach Deutschland am")
    RECOGNITION = "recognition", _("Anerkennung unanfechtbar seit")
    FIRST_PERMIT = "first_permit", _("erste Aufenthaltserlaubnis erteilt am")
    COURSE_RIGHT = "course_right", _("Anspruch auf Integrationskurs seit (Titel erteilt am)")
    COURSE_ADMITTED = "course_admitted", _("Zulassung zum Integrationskurs vom")
    JOB_END = "job_end", _("Arbeitsverhältnis endet am")
    ABROAD = "abroad", _("Ausreise für längere Zeit am")
    LEAVE_BY = "leave_by", _("Ausreisefrist bis")
    DISABILITY_CARD = "disability_card", _("Schwerbehindertenausweis gültig bis")
    INSURANCE_NOTICE = "insurance_notice", _("Hinweis der Krankenkasse erhalten am")
    REFUSAL_FINAL = "refusal_final", _("Ablehnung einer Leistung unanfechtbar seit")
    PAPERS_COMPLETE = "papers_complete", _("Unterlagen der Berufsanerkennung vollständig seit")
    EVICTION_SUIT = "eviction_suit", _("Räumungsklage zugestellt am")
    RENT_RAISED = "rent_raised", _("Mieterhöhung erhalten am")
    UTILITY_BILL = "utility_bill", _("Betriebskostenabrechnung erhalten am")
    DAYCARE_START = "daycare_start", _("Beginn in Kita oder Schule am")
    CHANCE_PERMIT = "chance_permit", _("Chancen-Aufenthaltserlaubnis (§ 104c) gültig bis")
    COURSE_OBLIGED = "course_obliged", _("Verpflichtung zum Integrationskurs vom")
    MEDICAL_CERTIFICATE = (
        "medical_certificate",
        _("ärztliche Bescheinigung für die Ausländerbehörde erhalten am"),
    )
    SUPPORT_MISSING = "support_missing", _("Unterhalt für ein Kind bleibt aus seit")
    CHANGE = "change", _("Arbeit, Einkommen oder Haushalt geändert am")
    JOB_NOTICE = "job_notice", _("vom Ende der Arbeit erfahren am")
    INSURANCE_END = "insurance_end", _("Krankenversicherung endete am")
    MOVED_OUT = "moved_out", _("Auszug ohne neue Wohnung in Deutschland am")
    LEASE_END = "lease_end", _("Wohnung selbst kündigen zum")
    ROOM_END = "room_end", _("möbliertes Zimmer selbst kündigen zum")
    LANDLORD_NOTICE = "landlord_notice", _("Vermieter kündigt zum")
    RENT = "rent", _("Miete selbst überweisen ab")
    APPOINTMENT = "appointment", _("Termin bei einer Behörde am")
    SET_PERIOD = "set_period", _("von einer Behörde gesetzte Frist bis")


class DeadlineState(TextChoices):
    OPEN = "open", _("offen")
    DONE = "done", _("erledigt")
    WITHDRAWN = "withdrawn", _("zurückgenommen")


class ChangeKind(TextChoices):
    """What happened to a deadline."""

    MADE = "made", _("eingetragen")
    MOVED = "moved", _("verschoben, weil sich das Datum in der Akte geändert hat")
    CORRECTED = "corrected", _("neu berechnet")
    CHECKED = "checked", _("Berechnung bestätigt")
    ASSIGNED = "assigned", _("Zuständigkeit geändert")
    ESCALATED = "escalated", _("an Vertretung und Leitung gemeldet")
    DONE = "done", _("erledigt")
    WITHDRAWN = "withdrawn", _("zurückgenommen")
    RESUMED = "resumed", _("wieder geöffnet")


class RuleAct(TextChoices):
    """What was decided about a rule of the catalogue."""

    OFF = "off", _("ausgeschaltet")
    ON = "on", _("eingeschaltet")
    WARN = "warn", _("Erinnerungen geändert")
    VERSION = "version", _("andere Länge eingetragen")
    VERSION_WITHDRAWN = "version_withdrawn", _("Fassung zurückgenommen")


class Verified(TextChoices):
    """How sure a rule is; the catalogue uses the same letters."""

    READ = "V", _("Gesetz selbst gelesen")
    DECISION = "J", _("Entscheidung selbst gelesen")
    SECOND_HAND = "S", _("aus anderer Quelle, Gesetz nicht gelesen")
    GENERAL = "M", _("Allgemeinwissen, nicht geprüft")


class DoneHow(TextChoices):
    """How what was due went out."""

    POST = "post", _("mit der Post")
    REGISTERED = "registered", _("Einschreiben")
    FAX = "fax", _("Fax")
    ONLINE = "online", _("elektronisch")
    COUNTER = "counter", _("persönlich abgegeben")
    COUNSEL = "counsel", _("durch Anwältin oder Anwalt")
    NOTHING = "nothing", _("nichts zu versenden")


class ReceivedBy(TextChoices):
    """Who took the letter: it decides whether and when it counts as served."""

    PERSON = "person", _("die Person selbst")
    FAMILY = "family", _("jemand aus dem Haushalt")
    LETTERBOX = "letterbox", _("Briefkasten der Wohnung")
    AUTHORISED = "authorised", _("jemand mit Vollmacht für die Post")
    FACILITY_HEAD = "facility_head", _("Leitung der Unterkunft oder von ihr Ermächtigte")
    SOCIAL_WORKER = "social_worker", _("Sozialarbeit, ohne Vollmacht")
    OTHER = "other", _("jemand anderes")


class Instruction(TextChoices):
    """What the letter says about remedies (Rechtsbehelfsbelehrung)."""

    OK = "ok", _("vollständig")
    MISSING = "missing", _("fehlt")
    WRONG = "wrong", _("falsch oder unvollständig")
    UNCLEAR = "unclear", _("noch nicht geprüft")
