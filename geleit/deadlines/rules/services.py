# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""How a letter can reach somebody, and every word under which people know it."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from geleit.deadlines.rules.problems import NotComputable


class Means(StrEnum):
    """What the day of delivery hangs on. The value names the entries in law/notice.toml."""

    POST = "post"  # fiction, some days after posting
    ABROAD = "abroad"
    ELECTRONIC = "electronic"
    PORTAL = "portal"
    ACCOUNT = "account"  # letterbox of a citizen's account (Nutzerkonto, BundID)
    REGISTERED = "registered"
    PUBLIC = "public"
    FACILITY = "facility"  # reception centre of the asylum procedure
    UNDELIVERABLE = "undeliverable"
    SERVED = "served"  # a day on paper, formal service: no fiction
    HAPPENED = "happened"  # any other day known as such
    DAY_BEGINS = "day-begins"  # the day itself is the first one counted
    AGE = "age"
    TERM = "term"  # of a contract: begins with the day, never shifts
    DAY_ENDS = "day-ends"  # a lease or contract that ends with this day
    SET_DAY = "set-day"
    NTH_WERKTAG = "nth-werktag"


@dataclass(frozen=True, slots=True)
class Service:
    """A way of delivery: its canonical word, its name in German, its provision.

    `basis`: in it `{law}` stands for the service law of the regime. `civil`: the provision where
    the ZPO itself governs service, if it is another one.
    """

    key: str
    means: Means
    name: str
    basis: str = ""
    number: int = 0  # of the Werktag
    civil: str = ""


def _said(
    means: Means, basis: str, key: str, name: str, words: str = "", *, civil: str = ""
) -> tuple[Service, str]:
    return Service(key, means, name, basis, civil=civil), f"{key} {words}"


_WAYS = [
    _said(Means.POST, "", "brief", "einfacher Brief",
          "einfach normaler_brief brief_einfach postalisch zugangsfiktion bekanntgabefiktion einfacher_brief post postweg per_post einfache_post postbrief normalbrief standardbrief "
          "briefpost brief_inland inland letter mail_brief einfacher_postbrief normale_post "
          "einwurf_einschreiben einwurfeinschreiben einschreiben_einwurf bescheid"),
    _said(Means.ABROAD, "", "brief_ausland", "einfacher Brief ins Ausland",
          "brief_ins_ausland bekanntgabe_im_ausland zustellung_im_ausland ausland auslandsbrief auslandspost brief_abroad post_ausland abroad auslandszustellung "
          "zustellung_ausland bekanntgabe_ausland foreign auslandsbekanntgabe"),
    _said(Means.ELECTRONIC, "", "elektronisch", "elektronische Übermittlung",
          "email e_mail mail de_mail demail fax telefax electronic elektronische_uebermittlung "
          "per_email computerfax ebrief e_brief"),
    _said(Means.PORTAL, "", "portal", "Bereitstellung zum Abruf",
          "abruf datenabruf portalabruf bereitstellung bereitstellung_zum_abruf online_portal "
          "jobcenter_digital elster online onlineportal "
          "elektronischer_abruf postkorb portal_abruf retrieval"),
    _said(Means.ACCOUNT, "", "nutzerkonto", "Postfach im Nutzerkonto (BundID)",
          "bundid bund_id ozg postfach postfach_nutzerkonto postfach_im_nutzerkonto "
          "buergerkonto servicekonto"),
    _said(Means.REGISTERED, "", "einschreiben", "Einschreiben durch Übergabe",
          "einschreiben_eigenhaendig einschreibesendung einschreiben_uebergabe uebergabe_einschreiben uebergabeeinschreiben registered "
          "einschreiben_durch_uebergabe eingeschrieben einschreibebrief"),
    _said(Means.SERVED, "§ 4 Abs. 2 Satz 1 {law}", "rueckschein", "Einschreiben mit Rückschein",
          "einschreiben_gegen_rueckschein internationaler_rueckschein einschreiben_rueckschein einschreiben_mit_rueckschein rueckscheineinschreiben "
          "einschreiben_rs",
          civil="§ 176 ZPO, bis 2021 § 175 ZPO"),
    _said(Means.SERVED, "§ 3 {law}, §§ 177 bis 182 ZPO", "pzu", "Postzustellungsurkunde",
          "postzustellung foermlich postzustellungsauftrag pza zustellungsnachweis postzustellungsurkunde zustellungsurkunde zustellung zu gelber_umschlag gelber_brief "
          "gelb pzu_persoenlich pzu_uebergabe foermliche_zustellung zustellung_pzu service",
          civil="§§ 177 bis 182 ZPO"),
    _said(Means.SERVED, "§ 3 Abs. 2 {law}, § 178 ZPO", "ersatzzustellung", "Ersatzzustellung",
          "ersatzzustellung_178 pzu_ersatz pzu_ersatzzustellung ersatz pzu_178 ersatzperson",
          civil="§ 178 ZPO"),
    _said(Means.SERVED, "§ 3 Abs. 2 {law}, § 180 ZPO", "briefkasten",
          "Ersatzzustellung durch Einlegen in den Briefkasten",
          "einlegen_in_briefkasten ersatzzustellung_180 ersatzzustellung_einlegung pzu_briefkasten einlegen einlegung einwurf pzu_einwurf einwurf_briefkasten "
          "hausbriefkasten pzu_180 einlegen_briefkasten einlegen_in_den_briefkasten "
          "ersatzzustellung_briefkasten briefkasteneinwurf pzu_einlegung",
          civil="§ 180 ZPO"),
    _said(Means.SERVED, "§ 3 Abs. 2 {law}, § 181 ZPO", "niederlegung",
          "Ersatzzustellung durch Niederlegung",
          "ersatzzustellung_181 niederlegung_postfiliale pzu_niederlegung hinterlegung pzu_181 ersatzzustellung_niederlegung niedergelegt",
          civil="§ 181 ZPO"),
    _said(Means.SERVED, "§ 3 Abs. 2 {law}, § 179 ZPO", "verweigerung", "verweigerte Annahme",
          "annahmeverweigerung pzu_verweigerung pzu_179 verweigerte_annahme annahme_verweigert "
          "zustellung_verweigert",
          civil="§ 179 ZPO"),
    _said(Means.SERVED, "§ 5 {law}", "empfangsbekenntnis", "Empfangsbekenntnis",
          "eb eeb ebk elektronisches_empfangsbekenntnis gegen_empfangsbekenntnis",
          civil="§ 175 ZPO, bis 2021 § 174 ZPO"),
    _said(Means.SERVED, "§ 5 {law}", "uebergabe", "Aushändigung",
          "eigenhaendig persoenliche_zustellung amtsstelle persoenlich persoenliche_uebergabe aushaendigung ausgehaendigt uebergeben handed_over "
          "bote boten botenzustellung persoenliche_aushaendigung direkt einrichtung "
          "einrichtungsleitung leiter_der_einrichtung",
          civil="§ 130 BGB; beim Gericht § 174 ZPO, bis 2021 § 173 ZPO"),
    _said(Means.SERVED, "§ 8 {law}, § 189 ZPO", "tatsaechlicher_zugang",
          "tatsächlicher Zugang trotz fehlerhafter Zustellung",
          "heilung zustellungsmangel fehlerhafte_zustellung geheilt mangelhafte_zustellung "
          "tatsaechlicher_erhalt unwirksame_zustellung",
          civil="§ 189 ZPO"),
    _said(Means.PUBLIC, "", "oeffentlich", "öffentliche Bekanntgabe",
          "internetbekanntmachung oeffentliche_bekanntgabe oeffentliche_zustellung oeffentliche_bekanntmachung aushang "
          "allgemeinverfuegung bekanntmachung public amtsblatt ortsuebliche_bekanntmachung "
          "veroeffentlichung public_notice"),
    _said(Means.FACILITY, "", "aufnahmeeinrichtung", "Zustellung in der Aufnahmeeinrichtung",
          "asylg_10_4 asylg10_4 asylg_10_abs_4 ae aufnahmestelle erstaufnahme "
          "zustellung_aufnahmeeinrichtung lea"),
    _said(Means.UNDELIVERABLE, "", "unzustellbar", "unzustellbar an der letzten Anschrift",
          "asylg_10_2 asylg10_2 asylg_10_abs_2 unzustellbarkeit undeliverable asylg_10 "
          "letzte_anschrift zustellungsfiktion_asylg"),
    _said(Means.HAPPENED, "§ 130 BGB", "zugang", "Zugang",
          "zugang_kuendigung eingang erhalt empfang receipt received zugegangen erhalten posteingang zugang_brief"),
    _said(Means.HAPPENED, "", "bekanntgabe", "Bekanntgabe",
          "bekanntgegeben bekannt_gegeben notice"),
    _said(Means.HAPPENED, "", "muendlich", "mündliche Bekanntgabe",
          "oral muendliche_bekanntgabe telefonisch telefon konkludent"),
    _said(Means.HAPPENED, "§ 64 Abs. 1 SGG, § 57 Abs. 1 VwGO", "verkuendung", "Verkündung",
          "verkuendet urteilsverkuendung"),
    _said(Means.HAPPENED, "", "ereignis", "Ereignis",
          "kuendigung vertragsschluss termin gerichtstermin hindernis wegfall_hindernis ablehnung event tag anlass kenntnis kenntnisnahme antrag antragstellung einzug auszug umzug "
          "wegfall wegfall_des_hindernisses entscheidung unanfechtbarkeit rechtskraft einreise "
          "rechtshaengigkeit faelligkeit ausreise verhandlung versammlung sitzung unfall"),
    _said(Means.DAY_ENDS, "", "vertragsende", "Ende des Vertrags",
          "mietvertragsende ende_mietvertrag mietende ende_mietverhaeltnis vertragsablauf befristungsende ende_des_mietverhaeltnisses "
          "ende_des_vertrags arbeitsvertragsende fristende fristablauf ablauf ende beendigung "
          "periodenende"),
    _said(Means.DAY_BEGINS, "§ 187 Abs. 2 Satz 1 BGB", "tagesbeginn", "Beginn des Tages",
          "beginn fristbeginn beginn_des_tages start start_of_day tagesanfang monatsbeginn "
          "monatsanfang jahresbeginn ab inkrafttreten"),
    _said(Means.TERM, "§ 187 Abs. 2 Satz 1 BGB", "mietbeginn", "Beginn des Vertrags",
          "vertragsbeginn arbeitsbeginn mietvertrag beginn_mietverhaeltnis bewilligungsbeginn "
          "bewilligungszeitraum laufzeit laufzeitbeginn"),
    _said(Means.AGE, "§ 187 Abs. 2 Satz 2 BGB", "geburt", "Tag der Geburt",
          "geburtstag geburtsdatum geboren lebensalter alter birth age lebensmonat"),
    _said(Means.SET_DAY, "", "fixdatum", "gesetzter Tag",
          "fix fester_tag festes_datum datum gesetzt gesetzte_frist festgesetzt behoerdliche_frist "
          "gerichtliche_frist set_date fristdatum stichtag"),
]  # fmt: skip
SERVICES = {service.key: service for service, _words in _WAYS}
_BY_WORD = {word: service for service, words in _WAYS for word in words.split()}
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_NTH_WERKTAG = re.compile(r"(\d{1,2})_?(?:ter_|er_)?(?:werktag|wt|arbeitstag)")


@lru_cache(maxsize=8192)
def plain(word: str) -> str:
    """Return a word without case, umlauts, blanks and signs: „E-Mail“ → e_mail."""
    return re.sub(r"[^a-z0-9]+", "_", word.casefold().translate(_UMLAUTS)).strip("_")


@lru_cache(maxsize=8192)
def act_word(act: str) -> str:
    """Return what is to be done without brackets and provisions: „Termin (Anhörung)“ → termin."""
    return plain(re.split("[(§]", act)[0])


@lru_cache(maxsize=1024)
def find_service(word: str) -> Service:
    """Return the way of delivery for any known word, or raise NotComputable naming them all."""
    key = plain(word)
    if key in _BY_WORD:
        return _BY_WORD[key]
    if match := _NTH_WERKTAG.fullmatch(key):
        number = int(match[1])
        if number:
            return Service(key, Means.NTH_WERKTAG, f"{number}. Werktag des Monats", "", number)
    raise NotComputable(
        "service_type", word, "ist keine bekannte Art der Zustellung.",
        f"Bekannt sind: {', '.join(SERVICES)}, „3. Werktag“.",
    )  # fmt: skip


def words_for(service: Service) -> list[str]:
    """Return the other words for a way of delivery, for the documentation."""
    return sorted(
        word for word, found in _BY_WORD.items() if found is service and word != service.key
    )
