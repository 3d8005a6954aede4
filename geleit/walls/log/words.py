# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every act that the log knows, in words. A new verb without words fails in tests/walls/test_log_words.py."""

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class Group(models.TextChoices):
    """What kind of act it is: by these the log is searched."""

    READ = "gelesen", _("Lesen")
    CHANGED = "geaendert", _("Schreiben und Ändern")
    TAKEN_OUT = "ausgegeben", _("Ausgeben und Einlesen")
    REFUSED = "abgewiesen", _("Abweisungen und Notfalltür")
    ACCOUNT = "konten", _("Anmelden und Konten")
    LOG = "protokoll", _("Protokoll und Betrieb")


@dataclass(frozen=True)
class Words:
    """How an act is said. "{case}" becomes "Fall 2020-0017" or, without a case, "ein Fall"."""

    group: Group
    text: Any


R, C, T, X, A, L = Group
WORDS: dict[str, Words] = {
    # cases
    "case-read": Words(R, _("{case} gelesen")),
    "page-read": Words(R, _("Seite mit Personen gelesen")),
    "case-opened": Words(C, _("{case} eröffnet")),
    "case-assigned": Words(C, _("{case} zugeteilt")),
    "case-accepted": Words(C, _("{case} angenommen")),
    "case-phase-changed": Words(C, _("{case}: Phase geändert")),
    "case-closed": Words(C, _("{case} abgeschlossen")),
    "case-reopened": Words(C, _("{case} wieder geöffnet")),
    "case-printed": Words(T, _("{case} in einer Liste gedruckt")),
    "deputy-set": Words(C, _("Vertretung eingetragen")),
    "deputy-ended": Words(C, _("Vertretung beendet")),
    "consent-given": Words(C, _("{case}: Einwilligung eingetragen")),
    "consent-withdrawn": Words(C, _("{case}: Widerruf einer Einwilligung eingetragen")),
    "service-kept": Words(C, _("Regeldienst im Verzeichnis eingetragen oder geändert")),
    "referral-made": Words(C, _("{case}: an einen Regeldienst verwiesen")),
    "referral-outcome": Words(C, _("{case}: Ergebnis eines Verweises notiert")),
    "period-begun": Words(C, _("{case}: Beratungszeitraum eingetragen")),
    "period-extended": Words(C, _("{case}: Beratungszeitraum verlängert")),
    "closing-prepared": Words(C, _("{case}: Abschluss vorbereitet")),
    "closing-asked": Words(C, _("{case}: Abschluss zur Freigabe vorgelegt")),
    "closing-sent-back": Words(C, _("{case}: Abschluss zurückgegeben")),
    "closing-asked-again": Words(C, _("{case}: Nachfrage nach dem Abschluss notiert")),
    "closing-rule-set": Words(C, _("Regel für den Abschluss von Fällen eingetragen")),
    "case-protected": Words(C, _("{case} besonders geschützt")),
    "case-unprotected": Words(C, _("{case}: besonderen Schutz aufgehoben")),
    "value-settled": Words(C, _("{case}: ungeklärten Wert geklärt")),
    "person-added": Words(C, _("{case}: Person hinzugefügt")),
    "person-changed": Words(C, _("{case}: Angaben zu einer Person geändert")),
    "household-renamed": Words(C, _("{case}: Name des Haushalts geändert")),
    "housing-added": Words(C, _("{case}: Wohnung eingetragen")),
    "housing-changed": Words(C, _("{case}: Wohnung berichtigt")),
    "status-added": Words(C, _("{case}: Aufenthaltsstatus eingetragen")),
    "history-added": Words(C, _("{case}: Station eingetragen")),
    "history-changed": Words(C, _("{case}: Station geändert")),
    "history-removed": Words(C, _("{case}: Station gestrichen")),
    "history-restored": Words(C, _("{case}: Station zurückgeholt")),
    "channel-added": Words(C, _("{case}: Kontaktweg eingetragen")),
    "channel-changed": Words(C, _("{case}: Kontaktweg geändert")),
    "channel-consented": Words(C, _("{case}: Einwilligung zum Anschreiben notiert")),
    "channel-withdrawn": Words(C, _("{case}: Widerruf zum Anschreiben notiert")),
    "membership-changed": Words(C, _("{case}: Rolle im Haushalt geändert")),
    "member-left": Words(C, _("{case}: jemand gehört nicht mehr zum Haushalt")),
    "member-returned": Words(C, _("{case}: jemand gehört wieder zum Haushalt")),
    "household-split": Words(C, _("{case}: Haushalt getrennt")),
    "household-joined": Words(C, _("{case}: jemand aus einem anderen Haushalt kam dazu")),
    "vulnerability-read": Words(R, _("{case}: Schutzbedarf gelesen")),
    "vulnerability-noted": Words(C, _("{case}: Schutzbedarf vermerkt")),
    "vulnerability-changed": Words(C, _("{case}: Schutzbedarf geändert")),
    "status-changed": Words(C, _("{case}: Aufenthaltsstatus geändert")),
    # one person in two records
    "duplicates-looked-for": Words(L, _("nach doppelten Personen gesucht")),
    "duplicate-decided": Words(C, _("{case}: über eine mögliche Doppelung entschieden")),
    "person-linked": Words(C, _("{case}: Person mit einer anderen Akte verknüpft")),
    "person-unlinked": Words(C, _("{case}: Verknüpfung einer Person gelöst")),
    "access-asked": Words(T, _("{case}: bei einem anderen Ort nach einer Person gefragt")),
    "access-answered": Words(T, _("{case}: einem anderen Ort zu einer Person geantwortet")),
    # plans, reminders, contacts
    "plan-begun": Words(C, _("{case}: Integrationsplan begonnen")),
    "plan-agreed": Words(C, _("{case}: Integrationsplan vereinbart")),
    "goal-added": Words(C, _("{case}: Ziel hinzugefügt")),
    "goal-changed": Words(C, _("{case}: Ziel geändert")),
    "goal-reached": Words(C, _("{case}: Ziel erreicht")),
    "goal-reopened": Words(C, _("{case}: Ziel wieder offen")),
    "goal-removed": Words(C, _("{case}: Ziel entfernt")),
    "goal-restored": Words(C, _("{case}: Ziel zurückgeholt")),
    "step-added": Words(C, _("{case}: Schritt hinzugefügt")),
    "step-changed": Words(C, _("{case}: Schritt geändert")),
    "step-done": Words(C, _("{case}: Schritt erledigt")),
    "step-reopened": Words(C, _("{case}: Schritt wieder offen")),
    "step-removed": Words(C, _("{case}: Schritt entfernt")),
    "step-restored": Words(C, _("{case}: Schritt zurückgeholt")),
    "reminder-added": Words(C, _("{case}: Wiedervorlage angelegt")),
    "reminder-done": Words(C, _("{case}: Wiedervorlage erledigt")),
    "reminder-resumed": Words(C, _("{case}: Wiedervorlage wieder offen")),
    "contact-recorded": Words(C, _("{case}: Kontakt notiert")),
    "contact-corrected": Words(C, _("{case}: Kontakt berichtigt")),
    "contact-reworded": Words(C, _("{case}: frühere Fassung einer Notiz zurückgeholt")),
    "contact-withdrawn": Words(C, _("{case}: Kontakt zurückgezogen")),
    "contact-restored": Words(C, _("{case}: Kontakt zurückgeholt")),
    "offer-changed": Words(C, _("Angebot geändert")),
    "attendance-added": Words(C, _("{case}: Teilnahme an einer Gruppe eingetragen")),
    "attendance-removed": Words(C, _("{case}: Teilnahme an einer Gruppe herausgenommen")),
    "brief-counted": Words(C, _("Kurzberatung gezählt")),
    "brief-taken-back": Words(C, _("gezählte Kurzberatung zurückgenommen")),
    # documents, deadlines
    "document-downloaded": Words(T, _("{case}: Dokument heruntergeladen")),
    "document-uploaded": Words(T, _("{case}: Dokument hochgeladen")),
    "document-scanned": Words(L, _("{case}: Dokument auf Schadprogramme geprüft")),
    "document-refused": Words(X, _("{case}: Dokument nicht angenommen")),
    "document-removed": Words(C, _("{case}: Dokument entfernt")),
    "deadline-made": Words(C, _("{case}: Frist eingetragen")),
    "deadline-moved": Words(C, _("{case}: Frist verschoben")),
    "deadline-done": Words(C, _("{case}: Frist erledigt")),
    "deadline-withdrawn": Words(C, _("{case}: Frist zurückgenommen")),
    "deadline-resumed": Words(C, _("{case}: Frist wieder offen")),
    "deadline-entrusted": Words(C, _("{case}: Frist übertragen")),
    "deadline-checked": Words(C, _("{case}: Frist von zweiter Person geprüft")),
    "deadline-rule-set": Words(C, _("Regel für Fristen an- oder ausgestellt")),
    "fact-added": Words(C, _("{case}: Ereignis für eine Frist eingetragen")),
    "fact-changed": Words(C, _("{case}: Ereignis für eine Frist geändert")),
    "fact-removed": Words(C, _("{case}: Ereignis für eine Frist entfernt")),
    "deadline-corrected": Words(C, _("{case}: Frist neu berechnet")),
    "deadline-escalated": Words(
        C, _("{case}: überfällige Frist an Vertretung und Leitung gemeldet")
    ),
    "letter-recorded": Words(C, _("{case}: Brief eingetragen")),
    "reminder-wish": Words(A, _("Erinnerungen per E-Mail an- oder abgestellt")),
    "calendar-made": Words(A, _("Kalenderadresse angelegt")),
    "calendar-read": Words(T, _("Kalender über seine Adresse gelesen")),
    "calendar-revoked": Words(A, _("Kalenderadresse widerrufen")),
    # agreements, houses
    "talks-begun": Words(C, _("Gespräche über eine neue Vereinbarung begonnen")),
    "agreement-described": Words(C, _("Angaben zu einer Vereinbarung geändert")),
    "mandate-given": Words(C, _("Auftrag eingetragen oder geändert")),
    "item-put": Words(C, _("Leistung eingetragen oder geändert")),
    "item-drafted": Words(C, _("Änderung am Leistungsumfang in einen Nachtrag geschrieben")),
    "item-draft-dropped": Words(C, _("Änderung am Leistungsumfang zurückgenommen")),
    "item-struck": Words(C, _("Leistung gestrichen")),
    "organisation-added": Words(L, _("Organisation eingetragen")),
    "post-added": Words(C, _("Stelle eingetragen")),
    "post-changed": Words(C, _("Stelle geändert")),
    "post-removed": Words(C, _("Stelle gestrichen")),
    "condition-added": Words(C, _("Startbedingung eingetragen")),
    "condition-removed": Words(C, _("Startbedingung gestrichen")),
    "version-drafted": Words(C, _("Fassung der Vereinbarung entworfen")),
    "version-worded": Words(C, _("Wortlaut einer Fassung geändert")),
    "version-proposed": Words(C, _("Fassung der Vereinbarung vorgeschlagen")),
    "version-signed": Words(C, _("Fassung der Vereinbarung unterzeichnet")),
    "version-agreed": Words(C, _("Fassung der Vereinbarung vereinbart")),
    "version-sent-back": Words(C, _("Fassung der Vereinbarung zurückgegeben")),
    "version-withdrawn": Words(C, _("Fassung der Vereinbarung zurückgezogen")),
    "meeting-planned": Words(C, _("Gespräch der beiden Seiten geplant")),
    "meeting-moved": Words(C, _("Tag, Ort oder Eingeladene eines Gesprächs geändert")),
    "agenda-added": Words(C, _("Punkt auf eine Tagesordnung gesetzt")),
    "agenda-removed": Words(C, _("Punkt von einer Tagesordnung genommen")),
    "minutes-written": Words(C, _("Niederschrift geschrieben")),
    "minutes-agreed": Words(C, _("einer Niederschrift zugestimmt")),
    "minutes-decided": Words(C, _("Niederschrift mit beiden Zustimmungen beschlossen")),
    "decision-written": Words(C, _("Beschluss festgehalten")),
    "decision-removed": Words(C, _("Beschluss gestrichen")),
    "meeting-task-given": Words(C, _("Aufgabe aus einem Gespräch festgehalten")),
    "meeting-task-done": Words(C, _("Aufgabe aus einem Gespräch erledigt")),
    "meeting-task-reopened": Words(C, _("Aufgabe aus einem Gespräch wieder offen")),
    "price-terms-set": Words(C, _("Vergütung festgelegt")),
    "price-adjusted": Words(C, _("Anpassung der Vergütung eingetragen")),
    "costs-booked": Words(C, _("Kosten eines Monats eingetragen")),
    "payment-recorded": Words(C, _("Zahlung eingetragen")),
    "ratio-set": Words(C, _("Betreuungsschlüssel festgelegt")),
    "hand-back-planned": Words(C, _("Rückgabe der Arbeit geplant")),
    "hand-back-step-added": Words(C, _("Schritt einer Rückgabe aufgenommen")),
    "hand-back-step-done": Words(C, _("Schritt einer Rückgabe erledigt")),
    "hand-back-step-reopened": Words(C, _("Schritt einer Rückgabe wieder offen")),
    "handed-back": Words(C, _("Rückgabe der Arbeit abgeschlossen")),
    "notice-given": Words(C, _("Kündigung der Vereinbarung eingetragen")),
    "duty-named": Words(C, _("Aufgabe aufgenommen")),
    "duty-handed-on": Words(C, _("Wechsel bei einer Aufgabe eingetragen")),
    "accommodation-added": Words(C, _("Unterkunft eingetragen")),
    "accommodation-changed": Words(C, _("Unterkunft geändert")),
    "occupancy-counted": Words(C, _("Belegung einer Unterkunft gezählt")),
    # offers, volunteers, staffing
    "offer-recorded": Words(C, _("Angebot eingetragen")),
    "offer-withdrawn": Words(C, _("Angebot zurückgezogen")),
    "offer-restored": Words(C, _("Angebot zurückgeholt")),
    "assignment-created": Words(C, _("Einsatz angelegt")),
    "assignment-changed": Words(C, _("Einsatz geändert")),
    "assignment-given": Words(C, _("Einsatz vergeben")),
    "assignment-taken-back": Words(C, _("Einsatz zurückgenommen")),
    "assignment-finished": Words(C, _("Einsatz abgeschlossen")),
    "absence-recorded": Words(C, _("Abwesenheit auf einer Stelle eingetragen")),
    "absence-withdrawn": Words(C, _("Abwesenheit auf einer Stelle gestrichen")),
    "training-recorded": Words(C, _("Fortbildung eingetragen")),
    "hire-recorded": Words(C, _("Besetzung einer Stelle eingetragen")),
    "hire-corrected": Words(C, _("Besetzung einer Stelle berichtigt")),
    "hire-withdrawn": Words(C, _("Besetzung einer Stelle zurückgezogen")),
    "leave-recorded": Words(C, _("Letzten Tag auf einer Stelle eingetragen")),
    "leave-withdrawn": Words(C, _("Letzten Tag auf einer Stelle zurückgezogen")),
    "condition-confirmed": Words(C, _("Startbedingung bestätigt")),
    "condition-waived": Words(C, _("Auf eine Startbedingung verzichtet")),
    "service-started": Words(C, _("Beginn der Begleitung festgehalten")),
    "confirmation-withdrawn": Words(C, _("Bestätigung einer Startbedingung zurückgenommen")),
    # lists, reports
    "list-read": Words(R, _("Vorschau oder Beleg einer eingelesenen Liste gelesen")),
    "list-handed-in": Words(T, _("Liste hochgeladen")),
    "list-columns-chosen": Words(T, _("Spalten einer Liste zugeordnet")),
    "list-discarded": Words(T, _("Liste verworfen")),
    "arrival-announced": Words(C, _("Ankunft eines Haushalts angekündigt")),
    "arrival-read": Words(R, _("Ankündigung einer Ankunft gelesen")),
    "arrival-withdrawn": Words(C, _("Ankündigung einer Ankunft zurückgezogen")),
    "arrival-asked": Words(C, _("zu einer Ankündigung nachgefragt")),
    "arrival-accepted": Words(C, _("{case} nach Zuteilung angenommen")),
    "list-changes-decided": Words(T, _("über Änderungen einer Liste entschieden")),
    "list-take-over-ordered": Words(T, _("Übernahme einer Liste angestoßen")),
    "list-cut-off": Words(T, _("Verarbeitung einer Liste unterbrochen; nichts übernommen")),
    "list-undone": Words(T, _("Übernahme einer Liste zurückgenommen")),
    "list-faulty-rows": Words(R, _("Zeilen mit Fehlern einer Liste heruntergeladen")),
    "list-taken-over": Words(T, _("Liste übernommen")),
    "statement-exported": Words(T, _("Leistungsnachweis als Datei ausgegeben")),
    # walls
    "door-tried": Words(X, _("An der Notfalltür eine Fallnummer versucht")),
    "door-opened": Words(X, _("{case} über die Notfalltür geöffnet")),
    "door-seen": Words(X, _("{case}: Öffnung der Notfalltür als gesehen vermerkt")),
    "refused": Words(X, _("Zugriff abgewiesen")),
    # accounts
    "signed-in": Words(A, _("Angemeldet")),
    "sign-in-failed": Words(A, _("Anmeldung gescheitert")),
    "signed-out": Words(A, _("Abgemeldet")),
    "session-expired": Words(A, _("Nach Zeitablauf abgemeldet")),
    "sessions-ended": Words(A, _("{account} überall abgemeldet")),
    "second-factor-added": Words(A, _("{account}: zweiten Faktor eingerichtet")),
    "second-factor-removed": Words(A, _("{account}: zweiten Faktor entfernt")),
    "second-factors-reset": Words(A, _("{account}: alle zweiten Faktoren entfernt")),
    "second-factor-removal-asked": Words(A, _("{account}: Entfernen des zweiten Faktors erbeten")),
    "second-factor-removal-declined": Words(
        A, _("{account}: Entfernen des zweiten Faktors abgelehnt")
    ),
    "access-code-issued": Words(A, _("{account}: Zugangscode ausgegeben")),
    "access-code-used": Words(A, _("{account}: mit Zugangscode ein Passwort gewählt")),
    "access-code-failed": Words(A, _("Zugangscode stimmte nicht")),
    "identity-bound": Words(A, _("{account}: mit der Anmeldung der Stadt verbunden")),
    "identity-released": Words(A, _("{account}: von der Anmeldung der Stadt gelöst")),
    "password-set": Words(A, _("{account}: vorläufiges Passwort gesetzt")),  # by earlier versions
    "password-changed": Words(A, _("{account}: Passwort geändert")),
    "account-created": Words(A, _("{account} angelegt")),
    "account-activated": Words(A, _("{account} wieder geöffnet")),
    "account-deactivated": Words(A, _("{account} geschlossen")),
    "role-granted": Words(A, _("{account}: Rolle gegeben")),
    "role-limited": Words(A, _("{account}: Rolle auf Vereinbarungen begrenzt")),
    "role-ended": Words(A, _("{account}: Rolle beendet")),
    # the log itself, and running the system
    "log-read": Words(L, _("Protokoll gelesen")),
    "log-exported": Words(L, _("Protokoll als Datei ausgegeben")),
    "case-log-read": Words(L, _("Wer hat in die Akte gesehen: Liste zu {case} gelesen")),
    "case-log-exported": Words(L, _("Wer hat in die Akte gesehen: Auskunft zu {case} ausgegeben")),
    "log-trimmed": Words(L, _("Alte Einträge des Protokolls nach Ablauf der Frist entfernt")),
    "example-loaded": Words(L, _("Beispiel geladen")),
}

# Which part of a case was open, when it was not the whole file.
PARTS: dict[str, Any] = {
    "plan": _("Integrationsplan"),
    "note": _("Formular für eine Notiz"),
    "contact": _("ein Kontakt"),
    "versions": _("frühere Fassungen einer Notiz"),
    "home": _("auf der ersten Seite"),
    "document": _("ein Dokument"),
    "documents": _("Liste der Dokumente"),
    "duplicates": _("Liste möglicher Doppelungen"),
    "consents": _("Einwilligungen"),
    "referrals": _("Verweise an Regeldienste"),
    "period": _("Beratungszeitraum"),
    "course": _("Phase und Abschluss"),
    "assign": _("Formular für die Zuständigkeit"),
}

# Pages with persons of several cases; one that is not named here is said without a name.
PAGES: dict[str, Any] = {
    "desk:home": _("erste Seite"),
    "desk:cases": _("Liste der Fälle"),
    "referrals:services": _("Verzeichnis der Regeldienste"),
    "referrals:service": _("ein Regeldienst"),
    "referrals:new_service": _("Formular für einen Regeldienst"),
    "desk:several": _("mehrere Fälle auf einmal"),
    "desk:team": _("Vertretungen im Team"),
    "desk:hand_over": _("Fälle einer Person übergeben"),
    "desk:radar": _("was ansteht"),
    "handover:waiting": _("Fälle, die auf Annahme warten"),
    "intake:batches": _("eingelesene Listen"),
    "volunteers:assignments": _("Einsätze der Gruppe"),
    "volunteers:assignment": _("ein Einsatz"),
    "volunteers:own": _("eigene Aufgabenkarten"),
    "counselling:offers": _("Liste der Angebote"),
}

# Why somebody acted. Words of a fixed list: a free text could hold names.
REASONS: dict[str, Any] = {
    "door": _("über die Notfalltür"),
    "deputy": _("in Vertretung"),
    "complaint": _("eine Beschwerde liegt vor"),
    "suspicion": _("Verdacht auf unbefugten Zugriff"),
    "request": _("Auskunft an eine betroffene Person"),
    "authority": _("Anfrage der Aufsichtsbehörde"),
    "own-wish": _("auf Wunsch der handelnden Person selbst"),
    "permission": _("die Rolle erlaubt es nicht"),
    "not-visible": _("gehört nicht zu den eigenen Fällen"),
    "command": _("der Befehl wurde abgelehnt"),
    "idle": _("lange nichts geschehen"),
    "day-over": _("Arbeitstag vorbei"),
}
REASONS_FOR_A_PERSON = ["complaint", "suspicion", "request", "authority", "own-wish"]


def verbs_of(group: str) -> list[str]:
    return [verb for verb, words in WORDS.items() if words.group == group]
