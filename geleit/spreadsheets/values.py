# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""One cell → one value, with the doubt or the problem in words. Nothing is guessed in silence.

Each reader takes the cell alone; what it cannot read keeps its original text in the Reading.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _

from geleit.core.countries import STATELESS, UNCLEAR, country_code
from geleit.core.languages import language_code

from .dates import DateHint, PartialDate, date_hint, read_birth, read_day
from .folding import alternatives, folded, plain
from .readings import Reading, absent, is_unknown
from .residence import ResidenceCode, read_residence_status
from .tables import Cell

__all__ = [
    "STATELESS",
    "UNCLEAR",
    "Address",
    "BenefitAgency",
    "DateHint",
    "HousingType",
    "NameOrder",
    "PartialDate",
    "PersonName",
    "Reading",
    "ResidenceCode",
    "Sex",
    "date_hint",
    "read_address",
    "read_benefit_agency",
    "read_birth",
    "read_day",
    "read_email",
    "read_flag",
    "read_full_name",
    "read_german_level",
    "read_housing_type",
    "read_language",
    "read_name",
    "read_nationality",
    "read_phone",
    "read_postcode",
    "read_remark",
    "read_residence_status",
    "read_sex",
    "read_text",
]


@dataclass(frozen=True)
class PersonName:
    """A name in two parts; a person with one name has it as `family`, `given` stays empty."""

    family: str
    given: str


@dataclass(frozen=True)
class Address:
    """A German address; a part that was not written is empty."""

    street: str
    postcode: str
    city: str


class NameOrder(StrEnum):
    """In which order a column titled 'Name, Vorname' or 'Vorname Name' holds its parts."""

    FAMILY_FIRST = "family_first"
    GIVEN_FIRST = "given_first"
    UNSAID = "unsaid"


class Sex(StrEnum):
    MALE = "m"
    FEMALE = "w"
    DIVERSE = "d"


class HousingType(StrEnum):
    MUNICIPAL = "municipal"
    CONTAINER = "container"
    PRIVATE = "private"
    SHARED = "shared"


class BenefitAgency(StrEnum):
    JOBCENTER = "jobcenter"
    ASYLBLG = "asylblg"
    SELF = "self"


def read_text(cell: Cell) -> Reading[str]:
    """Return the text as it is; formulas and the like are text too."""
    return absent(cell) if not cell.text or is_unknown(cell.text) else Reading(cell.text, cell.text)


def read_name(cell: Cell) -> Reading[str]:
    """Return a family name or given names; figures in it are doubtful."""
    reading = read_text(cell)
    if reading.value is None or not re.search(r"\d", cell.text):
        return reading
    return Reading(reading.value, cell.text, doubt=_("In diesem Namen stehen Ziffern."))


def read_full_name(cell: Cell, *, order: NameOrder = NameOrder.UNSAID) -> Reading[PersonName]:
    """Return both parts of 'Haile, Tesfay'; without a comma the column's `order` has to say it."""
    if not cell.text or is_unknown(cell.text):
        return absent(cell)
    family, comma, given = (part.strip() for part in cell.text.partition(","))
    if comma:
        return name_with_comma(cell, family=family, given=given)
    words = cell.text.split()
    if len(words) == 1:
        doubt = _("Es steht nur ein Name da.")
        return Reading(PersonName(family=cell.text, given=""), cell.text, doubt=doubt)
    if order is NameOrder.UNSAID or len(words) > 2:
        return undivided_name(cell)
    first, second = words
    if order is NameOrder.GIVEN_FIRST:
        first, second = second, first
    doubt = _("Ohne Komma; nach der Spaltenüberschrift ist „{family}“ der Familienname.").format(
        family=first
    )
    return Reading(PersonName(family=first, given=second), cell.text, doubt=doubt)


def name_with_comma(cell: Cell, *, family: str, given: str) -> Reading[PersonName]:
    if not family or not given:
        return undivided_name(cell)
    doubt = None
    if "," in given:
        doubt = _("In diesem Namen stehen mehrere Kommas.")
    elif re.search(r"\d", cell.text):
        doubt = _("In diesem Namen stehen Ziffern.")
    return Reading(PersonName(family=family, given=given), cell.text, doubt=doubt)


def undivided_name(cell: Cell) -> Reading[PersonName]:
    return absent(
        cell,
        problem=_("Es ist nicht zu erkennen, was Familienname und was Vorname ist."),
        mend=_("Bitte als „Familienname, Vorname“ eintragen."),
    )


def unknown_word(cell: Cell, mend: str) -> Reading[Any]:
    return absent(cell, problem=_("Diese Angabe ist nicht bekannt."), mend=mend)


SEX_WORDS = {
    Sex.MALE: "m|mannlich|male|man|mann|herr|monsieur|masculin|homme|h|junge|mr|maskulin",
    Sex.FEMALE: "w|f|weiblich|female|woman|frau|madame|feminin|femme|madchen|mme|mrs|ms"
    "|mademoiselle|mlle",
    Sex.DIVERSE: "d|x|divers|diverse|non binary|nichtbinar|nicht binar|other|autre|inter",
}
SEX_BY_WORD = {word: sex for sex, words in SEX_WORDS.items() for word in words.split("|")}


def read_sex(cell: Cell) -> Reading[str]:
    """Return 'm', 'w' or 'd'."""
    if not cell.text or is_unknown(cell.text):
        return absent(cell)
    sex = SEX_BY_WORD.get(folded(cell.text).replace("maennlich", "mannlich"))
    return Reading(sex, cell.text) if sex else unknown_word(cell, _("Bitte m, w oder d eintragen."))


def read_nationality(cell: Cell) -> Reading[str]:
    """Return the code of core.countries; of two nationalities the first, with a doubt."""
    if code := country_code(cell.text):
        return Reading(code, cell.text)
    if not cell.text or is_unknown(cell.text):
        return absent(cell)
    codes = [country_code(part) for part in re.split(r"\s*(?:[/,;+&\n]|\bund\b)\s*", cell.text)]
    if len(codes) > 1 and codes[0] and all(codes):
        doubt = _("Mehrere Staatsangehörigkeiten; die erste ist übernommen.")
        return Reading(codes[0], cell.text, doubt=doubt)
    return unknown_word(cell, _("Bitte den Namen des Staates ausschreiben, zum Beispiel „Syrien“."))


def read_language(cell: Cell) -> Reading[str]:
    """Return the code of core.languages; of several languages the first, with a doubt."""
    if not cell.text or is_unknown(cell.text):
        return absent(cell)
    if code := language_code(cell.text):
        return Reading(code, cell.text)
    codes = [language_code(part) for part in re.split(r"\s*(?:[/,;+&\n]|\bund\b)\s*", cell.text)]
    if len(codes) > 1 and codes[0] and all(codes):
        doubt = _("Mehrere Sprachen; die erste ist übernommen.")
        return Reading(codes[0], cell.text, doubt=doubt)
    return unknown_word(
        cell, _("Bitte die Sprache ausschreiben, zum Beispiel „Kurdisch (Sorani)“.")
    )


HOUSING_PATTERNS = (
    (r"container", HousingType.CONTAINER),
    (
        (
            r"stadt\w* |stadtische|kommunal|gemeindlich|gemeindeeigen|gemeindewohnung|obdachlosen"
            r"|\bau\b|anschlussunterbringung|municipal"
        ),
        HousingType.MUNICIPAL,
    ),
    (r"\bgu\b|gemeinschaftsunterk|sammelunterk|shared|collecti", HousingType.SHARED),
    (r"privat|eigene wohnung|mietwohnung|mietvertrag|private|logement prive", HousingType.PRIVATE),
)


def read_housing_type(cell: Cell) -> Reading[str]:
    """Return one of the four housing types."""
    if not cell.text or is_unknown(cell.text):
        return absent(cell)
    words = folded(cell.text) + " "
    for pattern, housing in HOUSING_PATTERNS:
        if re.search(pattern, words):
            return Reading(housing, cell.text)
    return unknown_word(
        cell,
        _("Bitte „städt. Unterkunft“, „AU Container“, „privat“ oder „GU“ eintragen."),
    )


BENEFIT_PATTERNS = (
    (
        r"\bjc\b|jobcenter|job center|sgb ii\b|sgb 2\b|burgergeld|buergergeld",
        BenefitAgency.JOBCENTER,
    ),
    (r"asylblg|asylbewerberl|\blra\b|landratsamt|sozialamt", BenefitAgency.ASYLBLG),
    (
        r"selbstz|selbst zahl|eigenes einkommen|self|keine leistung|ohne leistung|erwerbst",
        BenefitAgency.SELF,
    ),
)


def read_benefit_agency(cell: Cell) -> Reading[str]:
    """Return who pays: 'jobcenter', 'asylblg' or 'self'."""
    if not cell.text or is_unknown(cell.text):
        return absent(cell)
    found = [code for pattern, code in BENEFIT_PATTERNS if re.search(pattern, folded(cell.text))]
    if len(found) == 1:
        return Reading(found[0], cell.text)
    return unknown_word(cell, _("Bitte „Jobcenter“, „AsylbLG“ oder „Selbstzahler“ eintragen."))


LEVEL = r"(?:a0|[abc][12](?:\.[12])?\+?)"
LEVELS = re.compile(rf"{LEVEL}(?:\s*(?:/|-|–|bis|und|,)\s*{LEVEL})*")
NO_GERMAN = alternatives("keine|kein|nicht|none|0|a0|keine kenntnisse|aucun|aucune|nein")


def read_german_level(cell: Cell) -> Reading[str]:
    """Return 'none', 'alpha', 'A1' … 'C2', or a range as text: 'A2/B1'."""
    words = folded(cell.text)
    if words in NO_GERMAN:
        return Reading("none", cell.text)
    if words.startswith("alpha"):
        return Reading("alpha", cell.text)
    if not cell.text or is_unknown(cell.text):
        return absent(cell)
    text = re.sub(r"^(ger|niveau|stufe|ca\.?)\s*", "", plain(cell.text).strip())
    if LEVELS.fullmatch(text):
        return Reading("/".join(re.findall(LEVEL, text)).upper(), cell.text)
    return unknown_word(cell, _("Bitte „keine“, „Alpha“ oder A1 bis C2 eintragen."))


PLACE = r"(?:(?:D|DE)[-\s]+)?(?P<postcode>\d{5})\s+(?P<city>[^\d,;]{2,}?)"
WHOLE_ADDRESS = re.compile(rf"(?P<street>.*?\S)\s*[,;\n]?\s*\b{PLACE}", re.DOTALL)
PLACE_ONLY = re.compile(PLACE)


def read_address(cell: Cell) -> Reading[Address]:
    """Return the parts of 'Bahnhofstr. 11, 71711 Steinheim'; a place alone has no street."""
    if not cell.text or is_unknown(cell.text):
        return absent(cell)
    if found := PLACE_ONLY.fullmatch(cell.text):
        return Reading(Address("", found["postcode"], found["city"].strip()), cell.text)
    if found := WHOLE_ADDRESS.fullmatch(cell.text):
        street = " ".join(found["street"].rstrip(",; ").split())
        return Reading(Address(street, found["postcode"], found["city"].strip()), cell.text)
    doubt = _("Postleitzahl und Ort fehlen; alles steht als Straße.")
    return Reading(Address(" ".join(cell.text.split()), "", ""), cell.text, doubt=doubt)


def read_postcode(cell: Cell) -> Reading[str]:
    """Return five digits; Excel takes the zero off 01067, it is put back with a doubt."""
    if not cell.text or is_unknown(cell.text):
        return absent(cell)
    digits = re.sub(r"^(D|DE)[-\s]*", "", cell.text).replace(" ", "")
    if re.fullmatch(r"\d{5}", digits):
        return Reading(digits, cell.text)
    if re.fullmatch(r"\d{4}", digits):
        doubt = _("Führende Null ergänzt; Excel lässt sie gern weg.")
        return Reading("0" + digits, cell.text, doubt=doubt)
    return unknown_word(cell, _("Bitte die Postleitzahl mit fünf Ziffern eintragen."))


YES = alternatives("ja|j|yes|y|oui|true|wahr|x|1|vrai|hv|haushaltsvorstand|head|chef")
NO = alternatives("nein|n|no|non|false|falsch|0|faux")


def read_flag(cell: Cell) -> Reading[bool]:
    """Return yes or no; an empty cell is neither."""
    words = folded(cell.text)
    if words in YES or cell.text in {"✓", "✔", "☒"}:
        return Reading(value=True, original=cell.text)
    if words in NO:
        return Reading(value=False, original=cell.text)
    if not cell.text or is_unknown(cell.text):
        return absent(cell)
    return unknown_word(cell, _("Bitte „ja“ oder „nein“ eintragen."))


MAIL_ADDRESS = re.compile(r"[^@\s,;<>\"]+@[^@\s,;<>\"]+\.[^@\s,;.<>\"]{2,}")


def read_email(cell: Cell) -> Reading[str]:
    """Return one address; of several the first, with a doubt."""
    if not cell.text or is_unknown(cell.text):
        return absent(cell)
    parts = [part for part in re.split(r"[,;\s]+", cell.text.removeprefix("mailto:")) if part]
    if not parts or not all(MAIL_ADDRESS.fullmatch(part) for part in parts):
        return absent(
            cell,
            problem=_("Das ist keine E-Mail-Adresse."),
            mend=_("Bitte in der Form name@beispiel.de eintragen."),
        )
    doubt = _("Mehrere Adressen; die erste ist übernommen.") if len(parts) > 1 else None
    return Reading(parts[0], cell.text, doubt=doubt)


PHONE_SIGNS = re.compile(r"[\s+\-–./(),;]|oder|und|ou")


def read_phone(cell: Cell) -> Reading[str]:
    """Return the number as written; it must consist of at least six digits."""
    if not cell.text or is_unknown(cell.text):
        return absent(cell)
    digits = PHONE_SIGNS.sub("", cell.text.casefold())
    if not re.fullmatch(r"\d{6,}", digits):
        return absent(
            cell,
            problem=_("Das ist keine Telefonnummer."),
            mend=_("Bitte nur Ziffern eintragen, zum Beispiel 07144 123456."),
        )
    doubt = None
    if isinstance(cell.value, int | float):
        doubt = _("Als Zahl gespeichert; die führende Null fehlt vermutlich.")
    elif len(digits) > 15:
        doubt = _("Hier stehen mehrere Nummern.")
    return Reading(cell.text, cell.text, doubt=doubt)


# Beginnings of words that tell about health (Art. 9 GDPR); insurance is none.
HEALTH = re.compile(
    r"schwanger|\bss\b|entbind|krank(?!enkass|enversicher|enschein)|\breha\b|rehabili|behinder"
    r"|\bgdb\b|merkzeichen|pflegegrad|pflegestufe|pflegebed|diabet|krebs|tumor|\bhiv\b|\baids\b"
    r"|hepatit|tuberk|\btbc\b|epilep|dialyse|psych|trauma|\bptbs\b|\bptsd\b|depress|suizid|sucht"
    r"|abhangig|alkohol|therapie|therapeut|medikament|operation|operier|klinik|krankenhaus|arzt"
    r"|diagnos|rollstuhl|gehorlos|taubstumm|blind|autis|impf|chronisch|herzfehler|verletz|attest"
    r"|enceinte|grossesse|handicap|malad|pregnan|disab|illness|surgery|hospital"
)


def read_remark(cell: Cell) -> Reading[str]:
    """Return the remark; one about health carries the doubt that a legal basis is needed."""
    if not cell.text:
        return absent(cell)
    doubt = None
    if HEALTH.search(plain(cell.text)):
        doubt = _(
            "Das ist eine Angabe zur Gesundheit. Sie braucht eine eigene Rechtsgrundlage "
            "(Art. 9 DSGVO), sonst bitte weglassen."
        )
    return Reading(cell.text, cell.text, doubt=doubt)
