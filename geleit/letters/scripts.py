# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""How a language is written on paper: its direction, and the font that has its letters.

Latin and Cyrillic stand in our own font. Arabic and Ethiopic letters come from a font package of
the system; where it is missing, the product names the package instead of printing boxes.
"""

from dataclasses import dataclass
from pathlib import Path
from unicodedata import name

from django.utils.translation import gettext as _

from geleit.letters.enums import SheetLanguage

FONT_FOLDERS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"))


@dataclass(frozen=True)
class Script:
    """A way of writing; without files it is set in the font of all letters."""

    family: str = ""
    files: tuple[tuple[int, str], ...] = ()  # weight, file name
    is_rtl: bool = False
    letters: str = "LATIN"  # how the names of its letters begin in Unicode

    @property
    def direction(self) -> str:
        return "rtl" if self.is_rtl else "ltr"


PACKAGE = "fonts-noto-core"
OWN = Script()
CYRILLIC = Script(letters="CYRILLIC")  # stands in our own font too
ARABIC = Script(
    "Noto Naskh Arabic",
    ((400, "NotoNaskhArabic-Regular.ttf"), (600, "NotoNaskhArabic-Bold.ttf")),
    is_rtl=True,
    letters="ARABIC",
)
ETHIOPIC = Script(
    "Noto Sans Ethiopic",
    ((400, "NotoSansEthiopic-Regular.ttf"), (600, "NotoSansEthiopic-Bold.ttf")),
    letters="ETHIOPIC",
)
SCRIPTS = {
    SheetLanguage.AR: ARABIC,
    SheetLanguage.PRS: ARABIC,
    SheetLanguage.PS: ARABIC,
    SheetLanguage.CKB: ARABIC,
    SheetLanguage.TI: ETHIOPIC,
    SheetLanguage.RU: CYRILLIC,
    SheetLanguage.UK: CYRILLIC,
}


class FontMissing(Exception):
    """The machine has no font with the letters of a language; the text names the package."""


def script_of(language: str) -> Script:
    return SCRIPTS.get(SheetLanguage(language), OWN)


def is_written_in(language: str, text: str) -> bool:
    """Whether each letter of a text is one of the script of this language."""
    letters = [letter for letter in text if letter.isalpha()]
    begin = script_of(language).letters
    return bool(letters) and all(name(letter, "").startswith(begin) for letter in letters)


def font_files(script: Script) -> dict[str, Path]:
    """Return where the fonts of a script lie on this machine; raises FontMissing."""
    found = {file: _find(file) for _weight, file in script.files}
    if None in found.values():
        text = _(
            "Auf diesem Rechner fehlt die Schrift für diese Sprache. Die Systemverwaltung "
            "installiert dafür das Debian-Paket %(package)s."
        )
        raise FontMissing(text % {"package": PACKAGE})
    return {file: path for file, path in found.items() if path}


def font_faces(script: Script, *, scheme: str) -> str:
    """Return the rules of CSS that name the files of a script."""
    return "\n".join(
        f'@font-face {{ font-family: "{script.family}"; font-weight: {weight}; '
        f'src: url("{scheme}:{file}"); }}'
        for weight, file in script.files
    )


def _find(file: str) -> Path | None:
    found = (path for folder in FONT_FOLDERS for path in folder.rglob(file))
    return next(found, None)
