# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a data protection officer asks of every table, address and command. Text in German.

One entry for each guarded table; a new one without an entry fails in tests/house. `sees` says in
words what `visible_to` of that table says in code: whoever changes one changes the other.
"""

from dataclasses import dataclass, field

from geleit.accounts.models import Role
from geleit.accounts.permissions import Permission

LEAD, WORKER, TOWN, COUNTY = (
    Role.CARRIER_LEAD, Role.SOCIAL_WORKER, Role.TOWN, Role.COUNTY,
)  # fmt: skip
COORDINATOR, VOLUNTEER = Role.VOLUNTEER_COORDINATOR, Role.VOLUNTEER

OF_CASE: dict[str, str] = {
    LEAD: "in Fällen der Vereinbarungen, für die die Rolle gilt; besonders geschützte nur, wenn benannt; "
    "zurückgegebene nie",
    WORKER: "in eigenen und vertretenen Fällen; abgeschlossene nur eigene; durch die Notfalltür für Stunden; "
    "zurückgegebene nie",
    COUNTY: "in selbst übergebenen Fällen bis zur Annahme; geschützte nie",
}
ADVISED = "beratene Menschen und ihre Haushaltsmitglieder, auch Kinder"


@dataclass(frozen=True)
class Table:
    """What stands in a table, about whom, who sees which rows, and when it goes."""

    persons: str
    data: str
    retention: str  # key of a class in retention.py
    sees: dict[str, str] = field(default_factory=dict)


TABLES = {
    "cases.Household": Table(ADVISED, "Name des Haushalts", "case", OF_CASE),
    "cases.Person": Table(
        ADVISED,
        "Stammdaten, Herkunft und Sprache, Leistungsträger; Staatsangehörigkeit kann "
        "auf ethnische Herkunft schließen lassen (Art. 9 DSGVO, § 13 DSG-EKD)",
        "case",
        OF_CASE,
    ),
    "cases.NameWord": Table(ADVISED, "verschlüsselte Suchwörter der Namen", "case", OF_CASE),
    "cases.PersonName": Table(
        ADVISED, "andere Schreibweisen der Namen, auch in der eigenen Schrift", "case", OF_CASE
    ),
    "persons.HistoryEntry": Table(
        ADVISED,
        "Stationen: Kita, Schule, Kurse, Ausbildung, Arbeit, Abschlüsse, Leistungsträger; Orte und "
        "Bemerkungen verschlüsselt",
        "case",
        OF_CASE,
    ),
    "persons.PersonCode": Table(
        ADVISED,
        "weitere Staatsangehörigkeiten und Sprachen (Art. 9 DSGVO möglich)",
        "case",
        OF_CASE,
    ),
    "persons.ContactChannel": Table(
        ADVISED, "Kontaktwege und ob die Person dort angeschrieben werden will", "case", OF_CASE
    ),
    "persons.HouseholdMembership": Table(
        ADVISED, "wer wann zum Haushalt kam und ihn verließ, auch Geburt und Tod", "case", OF_CASE
    ),
    "persons.Vulnerability": Table(
        ADVISED,
        "Schutzbedarf; besondere Kategorien (Art. 9 DSGVO, § 13 DSG-EKD), verschlüsselt; jedes Lesen "
        "wird protokolliert",
        "case",
        {
            LEAD: "nur was ausdrücklich für alle bestimmt ist, die den Fall sehen",
            WORKER: "in eigenen Fällen; in vertretenen, wenn für Vertretung bestimmt",
            COUNTY: "nur was für alle bestimmt ist, bis zur Annahme",
        },
    ),
    "cases.Case": Table(ADVISED, "Fallnummer, Phase, Zuständigkeit, Übergabe", "case", OF_CASE),
    "plans.IntegrationPlan": Table(ADVISED, "Beginn und Prüftage des Plans", "case", OF_CASE),
    "plans.Goal": Table(ADVISED, "Ziele in eigenen Worten", "case", OF_CASE),
    "plans.PlanStep": Table(ADVISED, "Schritte, wer sie trägt, bis wann", "case", OF_CASE),
    "plans.PlanVersion": Table(
        ADVISED,
        "vereinbarte Fassungen des Plans, Unterschrift als Weg des Stifts oder Name, verschlüsselt",
        "case",
        OF_CASE,
    ),
    "plans.Assessment": Table(
        ADVISED,
        "Einschätzung der Selbstständigkeit an einem Tag, Sicht der Person und der Beratung; "
        "Bemerkung verschlüsselt",
        "case",
        OF_CASE,
    ),
    "plans.Rating": Table(ADVISED, "Stufe 1 bis 5 je Handlungsfeld", "case", OF_CASE),
    "deadlines.FollowUpReminder": Table(ADVISED, "Wiedervorlagen", "case", OF_CASE),
    "deadlines.CaseFact": Table(ADVISED, "Tage, die ablaufen", "case", OF_CASE),
    "deadlines.IncomingLetter": Table(
        ADVISED, "eingegangene Briefe: Absender, Betreff, Angaben zur Frist", "case", OF_CASE
    ),
    "deadlines.Deadline": Table(ADVISED, "Fristen und was daraus wurde", "case", OF_CASE),
    "documents.Document": Table(ADVISED, "hochgeladene Dateien, verschlüsselt", "case", OF_CASE),
    "counselling.Contact": Table(
        ADVISED,
        "Gesprächsnotizen; freier Text, der besondere Kategorien enthalten kann",
        "case",
        OF_CASE,
    ),
    "together.Draft": Table(
        ADVISED,
        "angefangene Notizen, verschlüsselt; weg, sobald die Notiz gespeichert ist",
        "case",
        {LEAD: "nur eigene", WORKER: "nur eigene"},
    ),
    "together.FormerText": Table(
        ADVISED,
        "frühere Fassungen geänderter Texte, verschlüsselt; die einer Notiz liest nur, wer sie schrieb",
        "case",
        OF_CASE,
    ),
    "together.Presence": Table(
        "Fachkräfte",
        "wer eine Akte gerade offen hat; kein Nachweis von Arbeit, nach gut einer Minute bedeutungslos",
        "moment",
        OF_CASE,
    ),
    "counselling.PrivateNote": Table(
        ADVISED,
        "Arbeitsnotizen neben einer Gesprächsnotiz, verschlüsselt; liest nur, wer sie schrieb. Ob sie "
        "zu einer Auskunft gehören, ist nicht geprüft: vorsichtshalber ja (auskunft.md)",
        "case",
        {LEAD: "nur eigene", WORKER: "nur eigene"},
    ),
    "counselling.Attendance": Table(
        ADVISED,
        "Teilnahme einer Person an einer Gruppe; die anderen Teilnehmenden stehen nicht dabei",
        "case",
        OF_CASE,
    ),
    "identity.PossibleDuplicate": Table(
        ADVISED, "mögliche Doppel", "case", {LEAD: "eigene Personen"}
    ),
    "identity.PersonLink": Table(ADVISED, "verbundene Doppel", "case", {LEAD: "eigene Personen"}),
    "identity.TraceEnd": Table(
        ADVISED, "Spuren zu anderen Stellen", "case", {LEAD: "eigene Personen"}
    ),
    "consents.Consent": Table(
        ADVISED,
        "wem eine Person für welchen Zweck welche Angaben freigab, Widerruf",
        "consent",
        OF_CASE | {COUNTY: f"{OF_CASE[COUNTY]}; danach, was heute für sie freigegeben ist"},
    ),
    "referrals.Referral": Table(
        ADVISED,
        "Verweise an Regeldienste: Anliegen, weitergegebene Angaben, Ergebnis",
        "case",
        OF_CASE,
    ),
    "course.CounsellingPeriod": Table(
        ADVISED, "Beratungszeitraum und Grund einer Verlängerung", "case", OF_CASE
    ),
    "course.PhaseStep": Table(ADVISED, "seit wann der Fall in welcher Phase ist", "case", OF_CASE),
    "course.CaseClosing": Table(
        ADVISED,
        "Abschluss: Grund, Auswertung in freiem Text, Wohnen und Einkommen am Ende, Nachfrage",
        "case",
        OF_CASE,
    ),
    "course.KeptCase": Table(
        ADVISED, "warum ein Fall trotz Rückgabe der Arbeit bleibt, verschlüsselt", "case", OF_CASE
    ),
    "handover.Transfer": Table(
        "Mitarbeitende, mittelbar beratene Menschen",
        "Sammelübergabe: wohin, auf welcher Grundlage, wer wann, wie viele Fälle; keine Namen",
        "case",
        {
            LEAD: "eigene; angekommene der eigenen Vereinbarung",
            COUNTY: "was an den Landkreis zurückging",
            TOWN: "was an die Stadt zurückging",
        },
    ),
    "handover.TransferredCase": Table(
        ADVISED,
        "Fallnummer, Zahl der Personen und offenen Fristen, nächste Frist; früherer Stand und was für den "
        "Landkreis freigegeben war, verschlüsselt",
        "case",
        {
            LEAD: "Fälle der Sammelübergaben, die sie sieht",
            COUNTY: "Fallnummern dessen, was zurückging, und was daraus freigegeben war",
            TOWN: "Fallnummern dessen, was zurückging",
        },
    ),
    "course.GoalOutcome": Table(ADVISED, "was aus einem Ziel wurde", "case", OF_CASE),
    "volunteers.Assignment": Table(
        "beratene Menschen (Vorname, Telefon), Ehrenamtliche",
        "Aufgabe, Treffpunkt, Tag, Dauer",
        "task",
        {
            COORDINATOR: "Einsätze der eigenen Gruppe, begrenzt auf die Vereinbarungen der Rolle",
            VOLUNTEER: "eigene offene und erledigte Karten",
        },
    ),
    "volunteers.FormerCardText": Table(
        "beratene Menschen, mittelbar",
        "was auf einer Karte vorher stand, verschlüsselt; ohne Vorname und Telefon",
        "task",
        {COORDINATOR: "Einsätze der eigenen Gruppe, begrenzt auf die Vereinbarungen der Rolle"},
    ),
    "intake.ImportBatch": Table(
        ADVISED,
        "eingereichte Liste; der Inhalt nur bis zur Übernahme, verschlüsselt",
        "list",
        {LEAD: "Listen der Vereinbarungen, für die die Rolle gilt"},
    ),
    "intake.Arrival": Table(
        ADVISED,
        "angekündigter Haushalt: Ankunft; wer kommt und wohin, bis zur Annahme, Personen verschlüsselt",
        "case",
        {
            LEAD: "Zuteilungen der Vereinbarungen, für die die Rolle gilt",
            COUNTY: "eigene Zuteilungen bis zur Annahme",
        },
    ),
    "packages.Inquiry": Table(
        ADVISED,
        "zu welcher Übergabe gefragt wurde und seit wann eine Antwort aussteht",
        "case",
        OF_CASE
        | {LEAD: "mit dem Fall; vorher die der Zuteilungen", COUNTY: "eigene bis zur Annahme"},
    ),
    "packages.InquiryEntry": Table(
        ADVISED,
        "Rückfragen und Antworten zu einer Übergabe, verschlüsselt; mit der Zuteilung zurückgezogen, gelöscht",
        "case",
        OF_CASE
        | {LEAD: "mit dem Fall; vorher die der Zuteilungen", COUNTY: "eigene bis zur Annahme"},
    ),
    "packages.ReceivedPackage": Table(
        ADVISED,
        "geöffnetes Übergabepaket, verschlüsselt; abgelehnt wird der Inhalt gelöscht",
        "case",
        {
            LEAD: "Pakete der Vereinbarungen, für die die Rolle gilt; angenommene mit dem Fall",
            WORKER: "angenommene mit dem Fall",
        },
    ),
    "packages.SentPackage": Table(
        ADVISED, "wann ein Fall für wen gepackt wurde und welche Punkte beilagen", "case", OF_CASE
    ),
    "packages.AcceptedHandover": Table(
        ADVISED,
        "wer einen Fall wann annahm, wie die Punkte standen und was offen blieb",
        "case",
        OF_CASE,
    ),
    "intake.PreviewPage": Table(
        ADVISED,
        "Zeilen einer langen Liste für die Vorschau, verschlüsselt; nur bis zur Übernahme",
        "list",
        {LEAD: "Vorschau der Listen, die sie sieht"},
    ),
    "intake.ImportedRow": Table(
        ADVISED,
        "Zeile einer Liste, verschlüsselt",
        "list",
        {LEAD: "Zeilen der Listen, die sie sieht"},
    ),
}
# Without a guard of their own: reached through the case, or about those who work here.
PLAIN = {
    "cases.HousingStay": Table(ADVISED, "Wohnungen", "case"),
    "cases.ResidenceStatus": Table(ADVISED, "Aufenthaltstitel und Ablauf", "case"),
    "cases.UnreadValue": Table(ADVISED, "ungeklärte Werte einer Liste, verschlüsselt", "case"),
    "cases.EmergencyAccess": Table("Fachkräfte", "Öffnung der Notfalltür mit Grund", "case"),
    "accounts.User": Table("Beschäftigte, Ehrenamtliche", "Name, E-Mail, Passwort-Hash", "account"),
    "accounts.Membership": Table("Beschäftigte, Ehrenamtliche", "Rolle und Zeitraum", "account"),
    "staffing.PositionFilling": Table("Beschäftigte", "Stelle, Zeitraum, Nachweis", "account"),
    "staffing.Absence": Table("Beschäftigte", "von wann bis wann abwesend, kein Grund", "account"),
    "staffing.Training": Table("Beschäftigte", "Fortbildungen", "account"),
    "agreements.AgendaItem": Table("Beschäftigte", "wer eine Beschwerde beantwortet", "account"),
    "agreements.AnnexFile": Table(
        "Beschäftigte", "Anlagen einer Vereinbarung, verschlüsselt; wer sie hochlud", "account"
    ),
    "agreements.AgreementMail": Table("Beschäftigte", "Einladungen, Erinnerungen", "account"),
    "agreements.NoticeTakenBack": Table("Beschäftigte", "wer was zurücknahm, Grund", "account"),
    "organisations.FormerDetails": Table("Beschäftigte", "wer Angaben berichtigte", "account"),
    "agreements.HandBackStep": Table("Beschäftigte", "wer was bis wann tut", "account"),
    "agreements.MeetingTask": Table("Beschäftigte", "wer was bis wann tut", "account"),
    "staffing.Deputy": Table("Beschäftigte", "Vertretung", "account"),
    "staffing.DeputyReach": Table(
        "Beschäftigte", "für welche Vereinbarungen die Vertretung gilt", "account"
    ),
    "counselling.Offer": Table("keine beratenen Menschen", "Angebote, nur Zahlen", "proof"),
    "counselling.FormerTopic": Table(
        "keine beratenen Menschen", "frühere Themen von Gruppen", "proof"
    ),
    "counselling.BriefAdvice": Table(
        "keine", "Strichliste nach Thema und Tag, ohne Personen", "proof"
    ),
    "housing.OccupancyCount": Table("keine", "gezählte Plätze, ohne Namen", "proof"),
    "desk.SavedFilter": Table("Beschäftigte", "gespeicherte Filter, nie mit Namen", "account"),
    "desk.ListColumns": Table("Beschäftigte", "gewählte Spalten", "account"),
    "letters.PhraseBlock": Table(
        "Menschen, die Übersetzungen prüfen", "Satzbausteine; Name und Tag der Prüfung", "account"
    ),
    "packages.SeenPackage": Table("keine", "Nummern geöffneter Pakete, gegen Wiederholung", "log"),
    "packages.Partner": Table("Betrieb", "öffentliche Schlüssel der Gegenstellen", "account"),
    "audit.Event": Table("Beschäftigte", "wer wann was tat, ohne Fallinhalte", "log"),
}

PERMISSIONS = {
    Permission.USE_DESK: "Startseite und eigenes Konto",
    Permission.READ_AGREEMENT: "Vereinbarung, Leistungsumfang, Startbereitschaft",
    Permission.NEGOTIATE: "Fassungen der Vereinbarung verhandeln",
    Permission.RECORD_HIRE: "Stellen besetzen, Startbedingungen bestätigen",
    Permission.READ_STAFF_NAMES: "Namen der Beschäftigten des eigenen Hauses",
    Permission.READ_CASES: "Fälle lesen",
    Permission.EDIT_CASES: "Fälle bearbeiten",
    Permission.CHECK_WORDING: "Satzbausteine berichtigen und als geprüft eintragen, ohne Fallinhalte",
    Permission.OPEN_DOOR: "Notfalltür",
    Permission.HAND_OVER: "eigene Übergaben bis zur Annahme",
    Permission.READ_RELEASED: "nach der Annahme, was Menschen für den Landkreis freigaben",
    Permission.ACCEPT_CASES: "Fälle annehmen und zuteilen",
    Permission.IMPORT_LISTS: "Listen einlesen",
    Permission.READ_STATEMENT: "Leistungsnachweis, gegen Rückschlüsse geschützt",
    Permission.READ_OCCUPANCY: "Belegung der Häuser der Stadt, gezählt, ohne Namen",
    Permission.KEEP_ACCOMMODATION: "Häuser der Stadt eintragen",
    Permission.COORDINATE_VOLUNTEERS: "Einsätze der eigenen Gruppe",
    Permission.DO_TASKS: "eigene Aufgabenkarten",
    Permission.READ_LOG: "Protokoll der Organisation, ohne Fallinhalte",
    Permission.READ_CASE_LOG: "wer einen Fall gelesen hat",
    Permission.CONFIRM_ACCESS: "Rolle, Zugangscode und verlorenen zweiten Faktor im eigenen Team bestätigen",
    Permission.ADMINISTER: "Konten und Zustand des Systems, kein Fall",
}


@dataclass(frozen=True)
class Command:
    """Who may run a command, and what it prints."""

    who: str
    prints: str


OPERATOR = "wer auf dem Rechner das Konto der Installation benutzen darf (Betrieb)"
COMMANDS = {
    "demo": Command(OPERATOR, "Anmeldungen des erfundenen Beispiels"),
    "import": Command(
        OPERATOR,
        "Anzahlen und Zeilennummern; mit --json und an einem Terminal auch unlesbare Werte der Datei, die man selbst übergibt; mit --by die Nummern früherer Fälle, die diese Leitung sehen darf",
    ),
    "report": Command(OPERATOR, "geschützte Zahlen wie der Leistungsnachweis"),
    "deadline": Command(OPERATOR, "Rechnung aus eingegebenen Tagen; liest keinen Fall"),
    "audit": Command(OPERATOR, "ob die Kette stimmt, Nummern und Prüfsummen"),
    "access": Command(OPERATOR, "Adresse des Kontos und ein Code; liest keinen Fall"),
    "keys": Command(OPERATOR, "Kennungen und Alter der Schlüssel, nie einen Schlüssel"),
    "work": Command(OPERATOR, "Anzahl erledigter Aufgaben"),
    "documents": Command(OPERATOR, "Anzahlen und Kennungen, keine Titel und Dateinamen"),
    "match-name": Command(OPERATOR, "die beiden eingegebenen Namen; liest keinen Fall"),
    "duplicates": Command(OPERATOR, "Zeilennummern oder Kennungen möglicher Doppel"),
    "handover": Command(
        OPERATOR,
        "Fingerabdrücke, Anzahlen und Stand der Punkte; Inhalte nur verschlüsselt in der Paketdatei",
    ),
    "privacy-docs": Command("wer den Quelltext pflegt", "die Namen der geschriebenen Blätter"),
    "bench": Command(OPERATOR, "Dauer und Zahl der Abfragen"),
}
