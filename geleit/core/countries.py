# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Countries by ISO 3166-1 alpha-2, in the names people write them. Pure.

CLDR has no code for people without a nationality. We take those of travel documents
(ICAO Doc 9303, part 3, section 5), which can never collide with two letters: XXA stateless,
XXX nationality not established. Kosovo is XK as in CLDR and the EU.
"""

from functools import cache, lru_cache

from babel import Locale, UnknownLocaleError
from babel.core import get_global

from geleit.core.text import search_form

STATELESS = "XXA"
UNCLEAR = "XXX"

# Regions that CLDR lists beside the countries: pseudo-locales, unions, outlying islands.
NOT_A_COUNTRY = frozenset(
    {"XA", "XB", "ZZ", "EU", "EZ", "UN", "QO", "AC", "CP", "CQ", "DG", "EA", "IC", "TA"}
)

SPECIAL_NAMES = {
    STATELESS: {"de": "staatenlos", "en": "stateless", "fr": "apatride"},
    UNCLEAR: {"de": "ungeklärt", "en": "not established", "fr": "indéterminée"},
}

# What lists say and CLDR does not: older names, short names, adjectives, passport letters.
OTHER_NAMES = {
    "AF": "afghanisch|afghane|afghanin|afgh",
    "AL": "albanisch|alban",
    "AM": "armenisch",
    "AZ": "aserbaidschanisch|aserbeidschan",
    "BA": "bosnien|bosnisch|bosnia|bosnie|bih",
    "BY": "weissrussland|weissrussisch|belarussisch",
    "CD": "dr kongo|demokratische republik kongo|kongo dr|dem rep kongo|zaire|rdc"
    "|congo dr|kongo demokratische republik|democratic republic of the congo",
    "CG": "republik kongo",  # "Kongo" alone may be either; a person has to say which
    "CI": "elfenbeinkueste|ivory coast",
    "CM": "kamerunisch",
    "CN": "volksrepublik china|vr china|chinesisch",
    "CV": "kap verde",
    "CZ": "tschechische republik|tschechei",
    "DE": "deutsch|d|brd|bundesrepublik deutschland|allemande",
    "DZ": "algerisch",
    "EG": "aegyptisch",
    "ER": "eritreisch|eritreer|eritreerin",
    "ET": "aethiopisch|abessinien",
    "GB": "grossbritannien|england|vereinigtes koenigreich|uk|great britain|britisch",
    "GE": "georgisch",
    "GH": "ghanaisch",
    "GM": "gambisch|the gambia",
    "GN": "guineisch|guinea conakry",
    "IN": "indisch",
    "IQ": "irakisch|iraker|irakerin|iraq",
    "IR": "iranisch|islamische republik iran|iran islamische republik|persien",
    "KE": "kenianisch",
    "KP": "nordkorea",
    "KR": "suedkorea",
    "KZ": "kasachisch",
    "LB": "libanesisch",
    "LK": "srilankisch|ceylon",
    "LY": "libysch",
    "MA": "marokkanisch",
    "MD": "moldau|moldawien|moldawisch|republik moldova|moldova",
    "MK": "mazedonien|macedonia|mazedonisch|macedoine|fyrom",
    "MM": "birma|burma|birmanie",
    "NG": "nigerianisch",
    "NL": "holland",
    "PK": "pakistanisch",
    "PS": "palaestina|palestine|palaestinensisch|palaestinenser|palaestinenserin",
    "RO": "rumaenisch",
    "RS": "serbisch",
    "RU": "russische foederation|russisch|russian federation",
    "SD": "sudanesisch",
    "SN": "senegalesisch",
    "SO": "somalisch|somalia",
    "SS": "suedsudan|suedsudanesisch",
    "SY": "syrisch|syrer|syrerin|arabische republik syrien|syrian arab republic"
    "|syrien arabische republik|syr arab republik",
    "SZ": "swasiland",
    "TG": "togoisch",
    "TJ": "tadschikisch",
    "TL": "osttimor",
    "TN": "tunesisch",
    "TR": "tuerkisch|turkiye|tuerkiye|turkey",
    "UA": "ukrainisch|ukrainer|ukrainerin|ukr",
    "US": "usa|vereinigte staaten von amerika|united states of america|amerika|etats unis",
    "VN": "vietnamesisch",
    "XK": "kosovo|kosovarisch|rks|xkx|xxk|kos|unk",
    "YE": "jemenitisch",
    STATELESS: "staatenlos|staatenlose|staatenloser|stateless|apatride|ohne staatsangehoerigkeit",
    UNCLEAR: "ungeklaert|ungekl|unbekannt|unklar|unknown|undetermined|inconnu|inconnue|unbek"
    "|staatsangehoerigkeit ungeklaert|not established|indeterminee|ohne angabe",
}


@cache
def is_country(code: str) -> bool:
    return len(code) == 2 and code.isalpha() and code not in NOT_A_COUNTRY


@cache
def codes_by_name() -> dict[str, str]:
    """Return every name we understand, in search form, with its code."""
    names: dict[str, str] = {}
    for three_letters, codes in get_global("territory_aliases").items():
        if len(three_letters) == 3 and three_letters.isalpha() and is_country(codes[0]):
            names[three_letters.casefold()] = codes[0]
    for language in ("fr", "en", "de"):  # where two agree on a word, German has the last say
        for code, name in Locale(language).territories.items():
            if is_country(code):
                names |= {search_form(name): code, code.casefold(): code}
    for code, others in OTHER_NAMES.items():
        names |= dict.fromkeys(others.split("|"), code)
    return names | {"xxa": STATELESS, "xxx": UNCLEAR}


@lru_cache(maxsize=4096)
def country_code(text: str) -> str | None:
    """Return the code for a name in German, English, French or for two or three letters.

    'Syrien', 'syrisch', 'SYR' and 'sy' give 'SY'; 'staatenlos' gives 'XXA', 'ungeklärt' 'XXX';
    a text that names no country gives None.
    """
    return codes_by_name().get(search_form(text))


@lru_cache(maxsize=4096)
def country_name(code: str, language: str) -> str:
    """Return the name in the language of the screen; in German where that has none."""
    if code in SPECIAL_NAMES:
        names = SPECIAL_NAMES[code]
        return names.get(language[:2], names["de"])
    return territories(language).get(code) or territories("de").get(code, code)


@cache
def territories(language: str) -> dict[str, str]:
    try:
        return dict(Locale.parse(language, sep="-").territories)
    except (UnknownLocaleError, ValueError):
        return dict(Locale("de").territories)
