# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The residence status as offices abbreviate it → a coarse code.

Sections are those of the Residence Act (AufenthG) unless AsylG is named. The code serves sorting
and reminders; what counts in law is the original text, which always stays beside it.
"""

from __future__ import annotations

import re
from enum import StrEnum

from django.utils.translation import gettext as _

from .folding import plain
from .readings import Reading, absent, is_unknown
from .tables import Cell


class ResidenceCode(StrEnum):
    PERMIT_25_1 = "permit_25_1"
    PERMIT_25_2_REFUGEE = "permit_25_2_refugee"
    PERMIT_25_2_SUBSIDIARY = "permit_25_2_subsidiary"
    PERMIT_25_3 = "permit_25_3"
    PERMIT_24 = "permit_24"
    APPLICATION = "application"
    TOLERATION = "toleration"
    FICTIONAL = "fictional"
    SETTLEMENT = "settlement"
    OTHER = "other"


# Words win over sections: a Fiktionsbescheinigung names the section that was applied for.
WORDS = (
    (r"fiktion", ResidenceCode.FICTIONAL),
    (r"duldung|geduldet|tolerat|ausreisepflicht|beschaftigungsduld", ResidenceCode.TOLERATION),
    (
        (
            r"gestattung|gestattet|asylbewerber|asylantrag|asylsuch|asylum seeker|demandeur d'asile"
            r"|ankunftsnachweis|\bbuma\b"
        ),
        ResidenceCode.APPLICATION,
    ),
    (r"niederlassung|unbefristet|daueraufenth|settlement", ResidenceCode.SETTLEMENT),
    (r"subs", ResidenceCode.PERMIT_25_2_SUBSIDIARY),
    (r"asylberecht", ResidenceCode.PERMIT_25_1),
    (
        r"fluchtlingseig|\bgfk\b|anerkannter? fluchtl|anerk\w*\.? fluchtl|convention refugee",
        ResidenceCode.PERMIT_25_2_REFUGEE,
    ),
    (r"abschieb\w*verbot|abschiebungshind", ResidenceCode.PERMIT_25_3),
    (r"vorubergehende\w* schutz|massenzustrom|temporary protection", ResidenceCode.PERMIT_24),
)

SECTION = re.compile(
    r"(?:§+\s*)(\d{1,3})\s?([a-f])?\b[\s.]*(?:abs(?:atz)?\.?\s*|\(|/|,)?\s*(iii|ii|iv|i|v|\d)?\b"
    r"|\b(24|25)[\s.]*(?:abs(?:atz)?\.?\s*|\(|/|\.)\s*(iii|ii|iv|i|v|\d)"
)
ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5"}
BY_SECTION = {
    ("25", "1"): ResidenceCode.PERMIT_25_1,
    ("25", "3"): ResidenceCode.PERMIT_25_3,
    ("24", ""): ResidenceCode.PERMIT_24,
    ("24", "1"): ResidenceCode.PERMIT_24,
    ("9", ""): ResidenceCode.SETTLEMENT,
    ("9a", ""): ResidenceCode.SETTLEMENT,
    ("26", "3"): ResidenceCode.SETTLEMENT,
    ("26", "4"): ResidenceCode.SETTLEMENT,
    ("55", ""): ResidenceCode.APPLICATION,  # AsylG
    ("60a", ""): ResidenceCode.TOLERATION,
    ("60b", ""): ResidenceCode.TOLERATION,
    ("60c", ""): ResidenceCode.TOLERATION,
    ("60d", ""): ResidenceCode.TOLERATION,
    ("81", ""): ResidenceCode.FICTIONAL,
    ("81", "3"): ResidenceCode.FICTIONAL,
    ("81", "4"): ResidenceCode.FICTIONAL,
    ("81", "5"): ResidenceCode.FICTIONAL,
}


def read_residence_status(cell: Cell) -> Reading[str]:
    """Return a ResidenceCode; what is not recognised becomes 'other' with a doubt."""
    if not cell.text or is_unknown(cell.text):
        return absent(cell)
    text = plain(cell.text)
    code = code_by_words(text) or code_by_section(text)
    if code:
        return Reading(code, cell.text)
    return Reading(ResidenceCode.OTHER, cell.text, doubt=doubt_about(text))


def is_residence_status(text: str) -> bool:
    """Return whether the text clearly is a residence status."""
    return bool(code_by_words(plain(text)) or section(plain(text)))


def code_by_words(text: str) -> ResidenceCode | None:
    return next((code for pattern, code in WORDS if re.search(pattern, text)), None)


def section(text: str) -> tuple[str, str] | None:
    """Return section and subsection: '§ 25 II AufenthG' gives ('25', '2')."""
    found = SECTION.search(text)
    if not found:
        return None
    number = (found[1] or found[4]) + (found[2] or "")
    subsection = found[3] or found[5] or ""
    return number, ROMAN.get(subsection, subsection)


def code_by_section(text: str) -> ResidenceCode | None:
    place = section(text)
    if place == ("25", "2"):
        return alternative(text)
    return BY_SECTION.get(place) if place else None


def alternative(text: str) -> ResidenceCode | None:
    """Return which of the two protections of § 25 (2) is meant, None when it is not said."""
    if re.search(r"\b(1\.?|i|erste)\s*alt|alt\w*\.? ?1|fluchtl|\bgfk\b|refugee", text):
        return ResidenceCode.PERMIT_25_2_REFUGEE
    if re.search(r"\b(2\.?|zweite)\s*alt|alt\w*\.? ?2", text):
        return ResidenceCode.PERMIT_25_2_SUBSIDIARY
    return None


def doubt_about(text: str) -> str:
    if section(text) == ("25", "2"):
        return _("Es ist nicht gesagt, ob die 1. oder die 2. Alternative (subsidiär) gemeint ist.")
    return _("Dieser Status ist nicht zugeordnet; er bleibt als Text stehen.")
