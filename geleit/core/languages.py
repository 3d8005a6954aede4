# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Languages by BCP 47 code, in the names people write them. Pure.

CLDR knows Dari only as fa-AF and Kurmancî, Mandinka, Hazaragi not at all. For an interpreter they
are languages of their own, so they carry the ISO 639-3 code here.
"""

from functools import cache, lru_cache

from babel import Locale, UnknownLocaleError
from babel.core import get_global

from geleit.core.text import search_form

# Languages without a name in CLDR, by language of the screen.
OWN_NAMES: dict[str, dict[str, str]] = {
    "aii": {"de": "Assyrisch (Neuaramäisch)", "en": "Assyrian Neo-Aramaic", "fr": "Assyrien"},
    "bin": {"de": "Edo (Bini)", "en": "Edo (Bini)", "fr": "Édo (bini)"},
    "ckb": {"de": "Kurdisch (Sorani)", "en": "Kurdish (Sorani)", "fr": "Kurde (sorani)"},
    "dyu": {"de": "Dioula", "en": "Dyula", "fr": "Dioula"},
    "gsg": {"de": "Deutsche Gebärdensprache", "en": "German Sign Language"},
    "haz": {"de": "Hazaragi", "en": "Hazaragi", "fr": "Hazaragi"},
    "kmr": {"de": "Kurdisch (Kurmancî)", "en": "Kurdish (Kurmanji)", "fr": "Kurde (kurmandji)"},
    "mnk": {"de": "Mandinka", "en": "Mandinka", "fr": "Mandingue"},
    "pcm": {"de": "Nigerianisches Pidgin", "en": "Nigerian Pidgin", "fr": "Pidgin nigérian"},
    "prs": {"de": "Dari", "en": "Dari", "fr": "Dari"},
    "rmy": {"de": "Romanes", "en": "Romani", "fr": "Romani"},
    "snk": {"de": "Soninke", "en": "Soninke", "fr": "Soninké"},
    "ssy": {"de": "Saho", "en": "Saho", "fr": "Saho"},
    "zza": {"de": "Zazaki", "en": "Zazaki", "fr": "Zazaki"},
}

# What lists say, in search form.
OTHER_NAMES = {
    "aii": "aramaeisch|assyrisch|neuaramaeisch|suret|aramaic|assyrian|chaldaeisch",
    "ak": "twi|akan|fante",
    "am": "amhara|amharique",
    "ar": "arab|arabe|arabic|hocharabisch|syrisch arabisch|arabisch syrisch|arabisch irakisch",
    "bal": "belutschi|balochi|baluchi",
    "bin": "bini|edo",
    "bs": "bosnisch bks|serbokroatisch",
    "byn": "bilen|blin",
    "ckb": "sorani|kurdisch sorani|sorani kurdisch|kurdish sorani|zentralkurdisch|soranisch"
    "|kurde sorani|central kurdish",
    "dyu": "diola|dyula|dioula|djoula",
    "fa": "farsi|persisch farsi|farsi persisch|iranisch|persan|persian",
    "ff": "fula|fulani|pulaar|peul|fulfulde|pular",
    "gsg": "dgs|gebaerdensprache|deutsche gebaerdensprache",
    "haz": "hazara|dari hazaragi|hazaragi dari",
    "kmr": "kurmanci|kurmanji|kurmandschi|kurmandji|badini|bahdini|behdini|nordkurdisch"
    "|kurdisch kurmanci|kurdisch kurmanji|kurdisch kurmandschi|kurdisch badini"
    "|kurmanci kurdisch|kurmanji kurdisch|kurmandschi kurdisch|kurdish kurmanji"
    "|northern kurdish|kurde kurmandji|kurdisch kumanci",
    "ku": "kurd|kurdi",
    "mnk": "mandingo|mandingka|mandinga|mandingue|manding",
    "om": "oromo|oromiffa|oromisch|afaan oromo|oromifa",
    "pa": "punjabi|panjabi|pandschabi|pandschabisch",
    "pcm": "pidgin|pidgin english|pidgin englisch",
    "prs": "dari|dari persisch|persisch dari|farsi dari|dari farsi|fa af|afghanisch",
    "ps": "paschto|pashto|pashtu|pastu|paschtunisch|pachto|paschtu",
    "rmy": "romanes|romani|romanes roma|rom",
    "so": "somalisch|somali",
    "sr": "serbisch bks",
    "sq": "albanisch|kosovarisch|shqip",
    "ti": "tigrinisch|tigrigna|tigrinia|tigrinnia|tigrinja|tigrinya",
    "uk": "ukrainisch",
    "zza": "zazaki|zaza|kurdisch zazaki|dimli",
}


@cache
def codes_by_name() -> dict[str, str]:
    """Return every name we understand, in search form, with its code."""
    names: dict[str, str] = {}
    for three_letters, code in get_global("language_aliases").items():
        if len(three_letters) == 3 and len(code) == 2:
            names[three_letters] = code
    for language in ("fr", "en", "de"):  # where two agree on a word, German has the last say
        for code, name in Locale(language).languages.items():
            if "_" not in code:
                names |= {search_form(name): code, code: code}
    for code, others in OTHER_NAMES.items():
        names |= {**dict.fromkeys(others.split("|"), code), code: code}
    for code, own in OWN_NAMES.items():
        names |= {search_form(name): code for name in own.values()}
    return names


@lru_cache(maxsize=4096)
def language_code(text: str) -> str | None:
    """Return the code for a name in German, English or French, or for a code itself.

    'Kurdisch (Sorani)' gives 'ckb', 'Dari' 'prs', 'ara' 'ar'; an unknown text gives None.
    """
    return codes_by_name().get(search_form(text))


@lru_cache(maxsize=4096)
def language_name(code: str, ui_language: str) -> str:
    """Return the name in the language of the screen; in German where that has none."""
    if code in OWN_NAMES:
        own = OWN_NAMES[code]
        return own.get(ui_language[:2], own["de"])
    return languages(ui_language).get(code) or languages("de").get(code, code)


@cache
def languages(ui_language: str) -> dict[str, str]:
    try:
        return dict(Locale.parse(ui_language, sep="-").languages)
    except (UnknownLocaleError, ValueError):
        return dict(Locale("de").languages)
