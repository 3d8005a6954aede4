# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""One cell → one value, with the doubt or the problem in words. Nothing is guessed in silence.

Each reader takes the cell alone; what it cannot read keeps its original text in the Reading.
"""

from __future__ import annotations

import re
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from geleit.core.countries import STATELESS, UNCLEAR, country_code
from geleit.core.languages import language_code

from .contacts import Address, read_address, read_email, read_phone, read_postcode
from .dates import DateHint, PartialDate, date_hint, read_birth, read_day
from .folding import alternatives, folded, plain
from .names import NameOrder, PersonName, read_full_name, read_name
from .readings import Reading, absent, is_unknown, read_text, unknown_word
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
    "is_about_health",
    "names_only_the_agency",
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


def names_only_the_agency(text: str) -> bool:
    """Return whether a text says who pays and nothing more: "JC", but not "Jobcenter Nord"."""
    rest = folded(text)
    for pattern, _code in BENEFIT_PATTERNS:
        rest = re.sub(rf"(?:{pattern})\w*", " ", rest)
    return not rest.strip()


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


# Beginnings of words that tell about health (Art. 9 GDPR); insurance is none.
HEALTH = re.compile(
    r"schwanger|\bss\b|entbind|krank(?!enkass|enversicher|enschein)|\breha\b|rehabili|behinder"
    r"|\bgdb\b|merkzeichen|pflegegrad|pflegestufe|pflegebed|diabet|krebs|tumor|\bhiv\b|\baids\b"
    r"|hepatit|tuberk|\btbc\b|epilep|dialyse|psych|trauma|\bptbs\b|\bptsd\b|depress|suizid|sucht"
    r"|abhangig|alkohol|therapie|therapeut|medikament|operation|operier|klinik|krankenhaus|arzt"
    r"|diagnos|rollstuhl|gehorlos|taubstumm|blind|autis|impf|chronisch|herzfehler|verletz|attest"
    r"|enceinte|grossesse|handicap|malad|pregnan|disab|illness|surgery|hospital"
)

HEALTH_DOUBT = gettext_lazy(
    "Das ist eine Angabe zur Gesundheit. Sie braucht eine eigene Rechtsgrundlage "
    "(Art. 9 DSGVO), sonst bitte weglassen."
)


def is_about_health(text: str) -> bool:
    return bool(HEALTH.search(plain(text)))


def read_remark(cell: Cell) -> Reading[str]:
    """Return the remark; one about health carries the doubt that a legal basis is needed."""
    if not cell.text:
        return absent(cell)
    doubt = None
    if is_about_health(cell.text):
        doubt = str(HEALTH_DOUBT)
    return Reading(cell.text, cell.text, doubt=doubt)
