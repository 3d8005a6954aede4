# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Sentences of invented case work: notes, goals and steps by action field.

Names never stand in them, so that every household can have any of them.
"""

from typing import NamedTuple

from geleit.agreements.enums import ActionField as Field
from geleit.plans.models import Bearer


class GoalPhrase(NamedTuple):
    """A goal, how one can tell that it is reached, and its steps with who takes them."""

    text: str
    measure: str
    steps: tuple[tuple[str, Bearer, str], ...]


NOTES: dict[str, tuple[str, ...]] = {
    Field.LANGUAGE: (
        "Platz im Alphabetisierungskurs der Volkshochschule angefragt, Warteliste bis zum Frühjahr.",
        "Einstufungstest besprochen, der Termin steht. Fahrkarte bei der Schule beantragen.",
        "Zulassung zum Integrationskurs ist da; drei Träger in der Nähe zusammen verglichen.",
        "Sprachcafé am Donnerstag empfohlen, bis der Kurs beginnt. Erster Besuch in dieser Woche.",
        "Nach der Prüfung gesprochen: Lesen gut, Schreiben noch unsicher. B1 wird wiederholt.",
    ),
    Field.SCHOOL: (
        "Anmeldung in der Kita ausgefüllt, die Rückmeldung kommt schriftlich.",
        "Brief der Schule übersetzt: Schulausflug und Beitrag für das Essen.",
        "Hausaufgabenhilfe beim Freundeskreis angefragt, zweimal in der Woche wäre gut.",
        "Gespräch mit der Klassenlehrerin vorbereitet, eine Sprachmittlerin kommt mit.",
    ),
    Field.TRAINING: (
        "Zeugnisse gesichtet, die Beratung zur Anerkennung hat einen Termin angeboten.",
        "Bewerbung um ein Praktikum geschrieben, der Lebenslauf liegt jetzt auf Deutsch vor.",
        "Ausbildungsplatz besprochen: Der Betrieb möchte vorher ein Probearbeiten.",
    ),
    Field.WORK: (
        "Stellenanzeigen zusammen gelesen, zwei passen. Anrufen will die Person selbst.",
        "Arbeitsvertrag durchgesehen: Probezeit, Urlaub und Schichtzulage erklärt.",
        "Nach dem Probetag: Zusage für Teilzeit. Jobcenter über die Arbeit informiert.",
        "Beschäftigungserlaubnis beantragt, Antwort der Behörde in etwa vier Wochen.",
        "Lohnabrechnung erklärt, der Abzug stimmt. Konto für den Lohn ist eingerichtet.",
    ),
    Field.HOUSING: (
        "Drei Wohnungsanzeigen durchgegangen, bei zweien um eine Besichtigung gebeten.",
        "Wohnberechtigungsschein beantragt, Unterlagen sind vollständig.",
        "Besichtigung am Samstag; was zu fragen ist, haben wir aufgeschrieben.",
        "Heizung in der Unterkunft fällt aus, Hausmeister der Stadt ist benachrichtigt.",
        "Mietvertrag durchgesprochen: Kaution, Nebenkosten, Kehrwoche. Jobcenter muss zustimmen.",
    ),
    Field.HEALTH: (
        "Termin beim Facharzt begleitet, die Überweisung lag vor. Nächster Termin in sechs Wochen.",
        "Krankenkasse gewechselt, die neue Karte ist angekommen.",
        "Termin in der Frauenarztpraxis vereinbart, eine Sprachmittlerin kommt mit.",
    ),
    Field.FAMILY: (
        "Stand des Familiennachzugs besprochen, die Botschaft hat noch keinen Termin vergeben.",
        "Elternzeit und Elterngeld erklärt, der Antrag ist zur Hälfte ausgefüllt.",
        "Ruhiges Gespräch über die Tage zu Hause; die Familienberatung wurde vorgestellt.",
    ),
    Field.STATUS: (
        "Verlängerung der Aufenthaltserlaubnis vorbereitet, Passfotos fehlen noch.",
        "Schreiben der Ausländerbehörde erklärt. Zur Rechtsberatung nach Ludwigsburg verwiesen.",
        "Fiktionsbescheinigung ist da und reicht für den Arbeitgeber.",
    ),
    Field.MONEY: (
        "Bescheid des Jobcenters zusammen gelesen, die Miete ist richtig berechnet.",
        "Antrag auf Kindergeld ausgefüllt, die Geburtsurkunde wird nachgereicht.",
        "Ratenzahlung mit dem Stromversorger vereinbart, zwölf Raten sind tragbar.",
        "Weiterbewilligung fällig in fünf Wochen; den Antrag stellt die Person selbst.",
        "Überblick über das Monatsgeld gemacht; der Handyvertrag ist zu teuer und wird gekündigt.",
    ),
    Field.PARTICIPATION: (
        "Fußballverein vorgestellt, Probetraining am Mittwoch.",
        "Vom Begegnungscafé erzählt; mit der Nachbarin zusammen hingehen.",
        "Möchte beim Reparaturtreff mithelfen, der Freundeskreis meldet sich.",
    ),
    Field.EVERYDAY: (
        "Post der letzten Woche zusammen gelesen und abgelegt.",
        "Anmeldung im Bürgerbüro begleitet, die Meldebescheinigung liegt vor.",
        "Termin beim Landratsamt begleitet; die Fragen hat die Person selbst gestellt.",
        "Fahrplan und Abo erklärt, der Weg zum Kurs ist jetzt klar.",
        "Konto eröffnet, die Bank schickt die Karte mit der Post.",
        "Zwei Formulare ausgefüllt, das dritte füllt die Person allein aus und bringt es mit.",
    ),
}

GOALS: dict[str, tuple[GoalPhrase, ...]] = {
    Field.HOUSING: (
        GoalPhrase(
            "Eine eigene Wohnung für den Haushalt",
            "Mietvertrag ist unterschrieben, der Umzug ist gemacht",
            (
                ("Jeden Montag und Donnerstag Anzeigen lesen und anrufen", Bearer.PERSON, ""),
                ("Zu Besichtigungen mitgehen", Bearer.NEAR, "Freundeskreis"),
                ("Wohnberechtigungsschein beantragen", Bearer.CARRIER, ""),
                ("Zustimmung zur Miete geben", Bearer.AUTHORITY, "Jobcenter"),
            ),
        ),
        GoalPhrase(
            "Ruhe in der Unterkunft",
            "Vier Wochen ohne Beschwerde",
            (
                ("Mit den Nachbarn über die Küchenzeiten sprechen", Bearer.PERSON, ""),
                ("Hausgespräch anbieten", Bearer.CARRIER, ""),
                ("Zweite Kochplatte anschließen", Bearer.AUTHORITY, "Stadt, Gebäudeverwaltung"),
            ),
        ),
    ),
    Field.LANGUAGE: (
        GoalPhrase(
            "Ohne Dolmetscher zum Arzt gehen können",
            "B1 ist bestanden",
            (
                ("Zum Kurs gehen und zu Hause eine halbe Stunde lesen", Bearer.PERSON, ""),
                ("Einmal in der Woche zusammen sprechen üben", Bearer.NEAR, "Sprachpatin"),
                ("Platz im Integrationskurs geben", Bearer.MAINSTREAM, "Volkshochschule"),
            ),
        ),
        GoalPhrase(
            "Lesen und Schreiben lernen",
            "Ein Formular allein ausfüllen",
            (
                ("Den Alphabetisierungskurs besuchen", Bearer.PERSON, ""),
                ("Kinderbetreuung während des Kurses klären", Bearer.CARRIER, ""),
            ),
        ),
    ),
    Field.WORK: (
        GoalPhrase(
            "Arbeit, von der der Haushalt leben kann",
            "Drei Monate ohne Leistungen des Jobcenters",
            (
                ("Lebenslauf schreiben und zehn Betriebe anrufen", Bearer.PERSON, ""),
                ("Bewerbungen durchsehen", Bearer.NEAR, "Freundeskreis"),
                ("Stellen vorschlagen", Bearer.MAINSTREAM, "Agentur für Arbeit"),
                ("Beschäftigung erlauben", Bearer.AUTHORITY, "Ausländerbehörde"),
            ),
        ),
    ),
    Field.TRAINING: (
        GoalPhrase(
            "Den Beruf von früher anerkennen lassen",
            "Bescheid über die Gleichwertigkeit liegt vor",
            (
                ("Zeugnisse beim Bruder anfordern", Bearer.PERSON, ""),
                ("Übersetzungen bezahlen lassen", Bearer.AUTHORITY, "Jobcenter"),
                ("Zur Anerkennung beraten", Bearer.MAINSTREAM, "IQ Netzwerk"),
            ),
        ),
    ),
    Field.SCHOOL: (
        GoalPhrase(
            "Das Kind geht gern und jeden Tag in die Kita",
            "Drei Wochen ohne Fehltag",
            (
                ("Das Kind pünktlich bringen und holen", Bearer.PERSON, ""),
                ("Platz ab September zusagen", Bearer.MAINSTREAM, "Kita"),
                ("Gutschein für das Mittagessen bewilligen", Bearer.AUTHORITY, "Landratsamt"),
            ),
        ),
        GoalPhrase(
            "Den Hauptschulabschluss schaffen",
            "Abschlusszeugnis",
            (
                ("Zweimal in der Woche zur Lernhilfe gehen", Bearer.PERSON, ""),
                ("Mathematik üben", Bearer.NEAR, "Freundeskreis"),
                ("Förderstunden geben", Bearer.MAINSTREAM, "Schule"),
            ),
        ),
    ),
    Field.MONEY: (
        GoalPhrase(
            "Keine neuen Schulden",
            "Sechs Monate alle Rechnungen rechtzeitig bezahlt",
            (
                ("Ausgaben eine Woche lang aufschreiben", Bearer.PERSON, ""),
                ("Vertrag kündigen helfen", Bearer.CARRIER, ""),
                ("Raten vereinbaren", Bearer.MAINSTREAM, "Schuldnerberatung"),
            ),
        ),
    ),
    Field.STATUS: (
        GoalPhrase(
            "Aufenthalt für weitere drei Jahre",
            "Neuer Titel ist ausgestellt",
            (
                ("Pass bei der Botschaft beantragen", Bearer.PERSON, ""),
                ("Unterlagen ordnen", Bearer.CARRIER, ""),
                ("Über die Verlängerung entscheiden", Bearer.AUTHORITY, "Ausländerbehörde"),
            ),
        ),
    ),
    Field.PARTICIPATION: (
        GoalPhrase(
            "Menschen im Ort kennen",
            "Ein fester Termin in der Woche außer Haus",
            (
                ("Zum Begegnungscafé gehen", Bearer.PERSON, ""),
                ("Beim ersten Mal mitgehen", Bearer.NEAR, "Nachbarin"),
            ),
        ),
    ),
    Field.HEALTH: (
        GoalPhrase(
            "Eine Hausarztpraxis, die man allein anrufen kann",
            "Termin selbst vereinbart",
            (
                ("Zwei Praxen anrufen", Bearer.PERSON, ""),
                ("Beim ersten Termin dolmetschen", Bearer.NEAR, "Schwester"),
                ("Neue Patienten aufnehmen", Bearer.MAINSTREAM, "Hausarztpraxis"),
            ),
        ),
    ),
    Field.EVERYDAY: (
        GoalPhrase(
            "Die Post allein erledigen",
            "Einen Monat ohne Hilfe bei Briefen",
            (
                ("Briefe am selben Tag öffnen und in den Ordner legen", Bearer.PERSON, ""),
                ("Sprechstunde nur noch bei Fristen nutzen", Bearer.PERSON, ""),
                ("Ordner mit Fächern anlegen", Bearer.CARRIER, ""),
            ),
        ),
    ),
}

REMINDERS = (
    "Rückmeldung der Volkshochschule abwarten",
    "Antrag beim Jobcenter nachfragen",
    "Mit der Kita sprechen",
    "Passfotos für die Ausländerbehörde",
    "Zur Besichtigung nachfragen",
    "Plan zusammen durchsehen",
    "Bescheid des Landratsamts lesen",
    "Termin mit der Sprachmittlerin bestätigen",
    "Wohngeldantrag nachfragen",
    "Zeugnisse für die Anerkennung abholen",
    "Nach der Prüfung anrufen",
    "Fahrkarte für den Kurs beantragen",
)
