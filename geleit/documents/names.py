# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Names of files that no system stumbles over and nobody is deceived by. Pure."""

import re
import unicodedata

from geleit.documents.enums import ENDINGS

LONGEST = 120  # bytes of UTF-8 without the ending; file systems end at 255
# Not in Windows' names; ; and % confuse old browsers in the header.
FORBIDDEN = re.compile(r"[\x00-\x1f\x7f-\x9f<>:\"|?*;%\\/]+")
# Cc controls, Cf marks of direction and joiners (U+202E turns "fdp.exe"), Cs, Co, Cn, Zl, Zp.
INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])(\..*)?", re.IGNORECASE)


def ending_of(name: str) -> str:
    """Return what stands behind the last dot of a plain name, in small letters."""
    return plain_name(name).rpartition(".")[2].lower() if "." in plain_name(name) else ""


def plain_name(name: str) -> str:
    """Return the last part of a path as visible letters on one line."""
    last = re.split(r"[\\/]", name)[-1]
    seen = "".join(c for c in last if c == "\t" or unicodedata.category(c) not in INVISIBLE)
    return " ".join(unicodedata.normalize("NFC", seen).split())


def safe_name(name: str, media_type: str) -> str:
    """Return the name under which a file is kept and handed out; it ends as its type does."""
    ending = ENDINGS[media_type][0]
    stem = plain_name(name)
    if ending_of(name) in ENDINGS[media_type]:
        stem, _dot, ending = stem.rpartition(".")
    stem = FORBIDDEN.sub("_", stem).strip(" .")
    stem = stem.encode()[:LONGEST].decode(errors="ignore").strip(" .")
    if RESERVED.fullmatch(stem):
        stem = f"_{stem}"
    return f"{stem or 'Datei'}.{ending.lower()}"
