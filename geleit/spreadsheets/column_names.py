# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What columns are called in lists: German, English and French with abbreviations, and others."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache

from .folding import folded, without_umlaut_spelling


class Field(StrEnum):
    """What we know about an accompanied person from a list."""

    LIST_NUMBER = "list_number"
    FULL_NAME = "full_name"
    FAMILY_NAME = "family_name"
    GIVEN_NAMES = "given_names"
    BIRTH = "birth"
    SEX = "sex"
    NATIONALITY = "nationality"
    LANGUAGE = "language"
    HOUSEHOLD_REFERENCE = "household_reference"
    HEAD_OF_HOUSEHOLD = "head_of_household"
    MOVED_IN_ON = "moved_in_on"
    STREET = "street"
    POSTCODE = "postcode"
    CITY = "city"
    ADDRESS = "address"
    HOUSING_TYPE = "housing_type"
    HOUSING_UNIT = "housing_unit"
    RESIDENCE_STATUS = "residence_status"
    STATUS_VALID_UNTIL = "status_valid_until"
    BENEFIT_AGENCY = "benefit_agency"
    GERMAN_LEVEL = "german_level"
    REMARK = "remark"
    EMAIL = "email"
    PHONE = "phone"
    EXTERNAL_REFERENCE = "external_reference"
    SENDING_ORGANISATION = "sending_organisation"
    ORIGIN = "origin"
    ADVICE = "advice"
    LEFT_OUT = "left_out"  # by hand only: nothing of the column is read or stored


# Columns that we add to a list that goes back to be mended; they say nothing about the person.
OURS = frozenset({Field.ORIGIN, Field.ADVICE})


# Names between bars, in folded form (see folding.py): small, no accents, no punctuation.
NAMES: dict[Field, str] = {
    Field.LIST_NUMBER: "lfd nr|lfdnr|lfd|nr|no|laufende nummer|laufende nr|pos|position|number"
    "|numero|num|n|line|zeile",
    Field.FULL_NAME: "name vorname|nachname vorname|familienname vorname|name und vorname|name"
    "|nachname und vorname|vorname name|vorname nachname|vor und nachname|vorname und name"
    "|vor und zuname|vollstandiger name|full name|fullname|display name|name of person|nom prenom"
    "|nom et prenom|prenom nom|prenom et nom|nom complet|person|bewohner|klient|klientin|client"
    "|namen|personenname|last name first name|first name last name|surname given name",
    Field.FAMILY_NAME: "nachname|familienname|zuname|last name|lastname|surname|family name"
    "|nom|nom de famille|nom usuel|nom d usage|nom beneficiaire|nom du beneficiaire|nachnamen",
    Field.GIVEN_NAMES: "vorname|vornamen|vorname n|rufname|first name|firstname|first names"
    "|given name|given names|forename|prenom|prenoms|prenom beneficiaire|prenom du beneficiaire"
    "|prenom s",
    Field.BIRTH: "geb|geb am|geboren|geboren am|geburtsdatum|geb datum|gebdatum|geburtstag|gebdat"
    "|geb dat|dob|date of birth|birth date|birthdate|birthday|birth|born|born on"
    "|date de naissance|date naissance|naissance|ne le|nee le|ne e le|ddn|geburtsjahr|jahrgang"
    "|year of birth|geb jahr",
    Field.SEX: "m w|m w d|w m|w m d|mw|mwd|geschlecht|geschl|sex|gender|sexe|genre|civilite|anrede"
    "|m f|f m|h f|m w x",
    Field.NATIONALITY: "staatsangeh|staatsang|staatsangehorigkeit|staatsangehorigkeiten|stang|sta"
    "|st ang|nationalitat|nationalitaten|nat|nation|staat|herkunftsland|herkunft|herkunftsstaat"
    "|land|nationality|citizenship|country|country of origin|nationalite|pays|pays d origine",
    Field.LANGUAGE: "sprache|sprachen|muttersprache|herkunftssprache|erstsprache|language"
    "|languages|mother tongue|first language|native language|langue|langues|langue maternelle"
    "|dolmetschersprache|spr",
    Field.HOUSEHOLD_REFERENCE: "fam nr|famnr|fam|familien nr|familiennr|familiennummer|familie"
    "|haushalt|haushalts nr|haushaltsnr|haushaltsnummer|hh|hh nr|bg|bg nr|bg nummer"
    "|bedarfsgemeinschaft|familienverbund|family|family id|family no|family number|household"
    "|household id|household no|household number|case group|famille|foyer|menage"
    "|numero de foyer|n foyer|n famille",
    Field.HEAD_OF_HOUSEHOLD: "head of family|head of household|family head|haushaltsvorstand"
    "|familienoberhaupt|hv|chef de famille|chef de foyer|hauptperson|bezugsperson|is head",
    Field.MOVED_IN_ON: "zuzug|zuzug au|zuzugsdatum|zuzug am|einzug|einzugsdatum|einzug am"
    "|eingezogen am|zugewiesen am|zuweisung|zuweisung am|zuweisungsdatum|aufnahme|aufnahme am"
    "|aufnahmedatum|zugang|zugangsdatum|moved in|moved in on|move in date|moving in|arrival"
    "|arrival date|date d entree|date d arrivee|entree le|arrivee le|einzug au|zugang au",
    Field.STREET: "strasse|str|strasse hausnummer|strasse hausnr|strasse nr|strasse hnr"
    "|strasse und hausnummer|strasse und hausnr|street|street address|address line 1|rue|voie",
    Field.POSTCODE: "plz|postleitzahl|zip|zip code|zipcode|postcode|postal code|code postal|cp",
    Field.CITY: "ort|stadt|wohnort|gemeinde|city|town|place|ville|commune|localite",
    Field.ADDRESS: "anschrift|adresse|wohnanschrift|wohnadresse|address|home address|plz ort"
    "|plz wohnort|plz und ort|cp ville|postanschrift|adresse postale|zip city|meldeanschrift",
    Field.HOUSING_TYPE: "wohnform|wohnart|unterkunftsart|art der unterkunft|unterbringung"
    "|unterbringungsart|unterbringungsform|housing|housing type|accommodation type"
    "|type of housing|type d hebergement|type de logement|hebergement",
    Field.HOUSING_UNIT: "zimmer|zimmer nr|zimmernr|zimmernummer|zi|zi nr|wohnung|wohnungsnr"
    "|wohnung nr|whg|whg nr|wohneinheit|we|einheit|unit|housing unit|room|room number|chambre",
    Field.RESIDENCE_STATUS: "aufenthaltsstatus|aufenthaltstitel|aufenthalt|aufenth status"
    "|aufenth titel|aufenthaltsrechtlicher status|aufenthaltserlaubnis|titel|status|ausweis"
    "|residence status|residence permit|residence title|legal status|permit|titre de sejour"
    "|statut|statut de sejour|aufenthaltsrecht",
    Field.STATUS_VALID_UNTIL: "gultig bis|bis|befristet bis|befristung|ablauf|ablauf am"
    "|ablaufdatum|lauft ab am|titel bis|titel gultig bis|status bis|status gultig bis"
    "|gultigkeit|aufenthalt bis|valid until|valid to|expires|expires on|expiry|expiry date"
    "|expiration|date d expiration|valable jusqu au|fin de validite|gult bis|ausweis gultig bis",
    Field.BENEFIT_AGENCY: "leistungstrager|leistungstr|leist trager|kostentrager|leistung"
    "|leistungen|leistungsbezug|leistungsbehorde|benefit agency|benefits|benefit office"
    "|organisme payeur|lt",
    Field.GERMAN_LEVEL: "deutsch|deutschkenntnisse|deutschniveau|deutsch niveau|deutschkurs niveau"
    "|sprachniveau|sprachstand|deutschstand|german|german level|german skills|german language"
    "|niveau d allemand|allemand|niveau deutsch|ger niveau",
    Field.REMARK: "bemerkung|bemerkungen|bem|anmerkung|anmerkungen|anm|notiz|notizen|hinweis"
    "|hinweise|sonstiges|kommentar|kommentare|remark|remarks|comment|comments|note|notes"
    "|remarque|remarques|commentaire|commentaires|observation|observations|besonderheiten",
    Field.EMAIL: "email|e mail|mail|e mail adresse|email adresse|emailadresse|mailadresse"
    "|email address|e mail address|courriel|adresse mail|adresses mails|adresse email"
    "|adresse e mail|mail adresse",
    Field.PHONE: "telefon|tel|tel nr|telefonnr|telefon nr|telefonnummer|telnr|rufnummer|handy"
    "|handynr|handynummer|mobil|mobilnummer|mobiltelefon|phone|phone number|phone no|mobile"
    "|mobile phone|cell|telephone|telephones|n telephone|n telephones|n de telephone"
    "|numero de telephone|portable|kontakt tel",
    Field.EXTERNAL_REFERENCE: "aktenzeichen|az|azr|azr nr|azr nummer|azrnr|fallnummer|fall nr"
    "|kundennummer|kd nr|kunden nr|personennummer|personen nr|pers nr|pid|person id|case id"
    "|case no|case number|external id|external reference|externe id|reference|ref|id|identifier"
    "|identifiant|identifiant dans le si|matricule|label|n caf|n dossier|id iodas|reference id",
    Field.SENDING_ORGANISATION: "organisation|organization|organisation name|entsendende stelle"
    "|zuweisende stelle|zuweisende behorde|abgebende stelle|abgebende einrichtung|einrichtung"
    "|trager|sending organisation|sending organization|structure|structure d origine"
    "|vorherige einrichtung",
    Field.ORIGIN: "geleit zeile",
    Field.ADVICE: "geleit hinweis",
}

# The same in the languages of the countries of origin and of neighbours, in folded form.
FOREIGN_NAMES: dict[Field, str] = {
    Field.LIST_NUMBER: "№ п п|порядковый номер|порядковии номер|sira no|الرقم|numero de orden",
    Field.FULL_NAME: "піб|п і б|фио|ф и о|прізвище та ім я|прізвище ім я|фамилия имя|ad soyad"
    "|adi soyadi|isim soyisim|الاسم الكامل|الاسم واللقب|نام و نام خانوادگی|nombre y apellidos"
    "|apellidos y nombre|imie i nazwisko|nazwisko i imie|nome e cognome|cognome e nome",
    Field.FAMILY_NAME: "прізвище|фамилия|soyad|soyadi|soyisim|اسم العائلة|اللقب|نام خانوادگی"
    "|apellido|apellidos|nazwisko|cognome",
    Field.GIVEN_NAMES: "ім я|имя|імена|adi|isim|الاسم الاول|الاسم الأول|نام|nombre|nombres|imie"
    "|imiona|nome",
    Field.BIRTH: "дата народження|рік народження|дата рождения|год рождения|dogum tarihi"
    "|تاريخ الميلاد|تاريخ الولادة|تاریخ تولد|fecha de nacimiento|data urodzenia|data di nascita",
    Field.SEX: "стать|пол|cinsiyet|cinsiyeti|الجنس|جنسیت|sexo|plec|sesso",
    Field.NATIONALITY: "громадянство|гражданство|країна походження|uyruk|uyrugu|vatandaslik"
    "|الجنسية|تابعیت|nacionalidad|obywatelstwo|nazionalita|cittadinanza",
    Field.LANGUAGE: "мова|рідна мова|язык|родной язык|dil|ana dili|اللغة|زبان|idioma|lengua|jezyk"
    "|lingua",
    Field.HOUSEHOLD_REFERENCE: "сім я|номер сім і|семья|номер семьи|aile|aile no|رقم العائلة"
    "|خانواده|familia|numero de familia|rodzina|famiglia",
    Field.ADDRESS: "адреса|адрес|adres|adresi|العنوان|آدرس|direccion|indirizzo",
    Field.PHONE: "телефон|номер телефону|номер телефона|telefon numarasi|الهاتف|رقم الهاتف|تلفن"
    "|telefono|numer telefonu",
    Field.EMAIL: "електронна пошта|электронная почта|e posta|البريد الالكتروني|correo electronico",
    Field.REMARK: "примітка|примітки|примечание|примечания|not|notlar|ملاحظات|توضیحات"
    "|observaciones|uwagi|nota",
}


# Names that look like ours and mean something else; they stay extra information.
OTHER_NAMES = (
    "geburtsort|geburtsland|geburtsname|place of birth|country of birth|birth name|maiden name"
    "|lieu de naissance|nom de naissance|pays de naissance|case|casestatus|case status|fallstatus"
    "|registration date|registrierung|situation|facility|facility type|shelter|unterkunft|objekt"
    "|role|referent|accompagnateurs|betreuer|betreuerin|sachbearbeiter|sachbearbeiterin|ansprech"
    "partner|ansprechpartnerin|zustandig|bearbeiter|nir|numero allocataire caf msa"
    "|identifiant pole emploi|adresse complement|c o|staatsangehorigkeit ehegatte|familienstand"
    "|marital status|civil status|situation familiale|datum|date|ausgezogen am|auszug"
    "|auszugsdatum|abgang|moved out|sterbedatum|einreise|einreisedatum|einreise am|date of entry"
    "|asylantrag am|anzahl|anzahl personen|personenzahl"
)

# For longer titles, after the exact names; first match decides. Patterns see folded words.
PATTERNS: tuple[tuple[str, Field | None], ...] = (
    (r"\b(geburts(ort|land|name)|lieu de naissance|place of birth)\b", None),
    (r"\b(ehegatte|ehepartner|vater|mutter|pere|mere|father|mother|notfall\w*)\b", None),
    (
        r"\b(geburtsdat\w*|geb datum|geb am|geboren am|date of birth|date de naissance)\b",
        Field.BIRTH,
    ),
    (r"\b(e ?mails?|courriel)\b", Field.EMAIL),
    (r"\b(tel(efon\w*|ephone)?|handy\w*|mobil(e|nr|nummer|telefon)?|phone)\b", Field.PHONE),
    (
        r"\b(vornamen?|first name|given names?|prenoms?)\b.*\b(nachname|familienname|name|nom)\b",
        Field.FULL_NAME,
    ),
    (
        r"\b(nachname|familienname|name|nom)\b.*\b(vornamen?|first name|given names?|prenoms?)\b",
        Field.FULL_NAME,
    ),
    (r"\b(vornamen?|first name|given names?|prenoms?)\b", Field.GIVEN_NAMES),
    (
        r"\b(nachname|familienname|last name|surname|family name|nom de famille)\b",
        Field.FAMILY_NAME,
    ),
    (r"\b(staatsang\w*|nationalit\w*|citizenship|herkunftsland)\b", Field.NATIONALITY),
    (r"\b(gultig bis|valid until|befristet bis|valable jusqu au)\b", Field.STATUS_VALID_UNTIL),
    (
        (
            r"\b(aufenthalts?(status|titel|erlaubnis|recht\w*)|residence (status|permit)"
            r"|titre de sejour)\b"
        ),
        Field.RESIDENCE_STATUS,
    ),
    (
        r"\b(deutsch\w*|niveau d allemand|german)\b.*\b(niveau|kenntnis\w*|stand|level|kurs)\b",
        Field.GERMAN_LEVEL,
    ),
    (r"\b(muttersprache|sprachen?|mother tongue|languages?|langue)\b", Field.LANGUAGE),
    (
        r"\b(haushalts?|familien?|fam|bg|household|family|foyer)( nr| nummer| no| number| id)\b",
        Field.HOUSEHOLD_REFERENCE,
    ),
    (r"\b(einzug|zuzug|zuweisung|zugewiesen)\w*\b", Field.MOVED_IN_ON),
    (r"\b(leistungstrager|leistungsbehorde|kostentrager)\b", Field.BENEFIT_AGENCY),
    (r"\b(wohnform|unterbringungs?(art|form))\b", Field.HOUSING_TYPE),
    (r"\b(geschlecht|gender|sexe?)\b", Field.SEX),
    (r"\b(bemerkung(en)?|anmerkung(en)?|remarks?|commentaires?)\b", Field.REMARK),
    (r"\b(anschrift|wohnadresse)\b", Field.ADDRESS),
    (r"\b(aktenzeichen|azr)\b", Field.EXTERNAL_REFERENCE),
)


@cache
def name_table() -> dict[str, Field | None]:
    """Return every known name with its field, None for names that mean something else."""
    table: dict[str, Field | None] = {key(name): None for name in OTHER_NAMES.split("|")}
    for field, names in (*FOREIGN_NAMES.items(), *NAMES.items()):  # ours win
        table.update({key(name): field for name in names.split("|")})
    return table


def key(title: str) -> str:
    return without_umlaut_spelling(folded(title))


def is_known_name(title: str) -> bool:
    """Return whether this is called like a column, be it one of ours or not."""
    return key(title) in name_table() or pattern_field(title)[0]


def field_by_name(title: str) -> tuple[bool, Field | None]:
    """Return (True, field) for a known title; the field is None when it means something else."""
    if title.strip() in {"#", "№"}:
        return True, Field.LIST_NUMBER
    if (name := key(title)) in name_table():
        return True, name_table()[name]
    return pattern_field(title)


def pattern_field(title: str) -> tuple[bool, Field | None]:
    words = folded(title).replace("gueltig", "gultig").replace("traeger", "trager")
    for pattern, field in PATTERNS:
        if re.search(pattern, words):
            return True, field
    return False, None
