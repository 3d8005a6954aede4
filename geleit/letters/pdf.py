# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""HTML → accessible PDF (PDF/UA-1). WeasyPrint and Pango are loaded only when a PDF is made."""

from collections.abc import Mapping
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.utils.translation import gettext as _

from geleit.letters import scripts, tagging

PAPER_CSS = Path(__file__).with_name("paper.css")
FONT_SCHEME = "geleit-font"
FONTS = frozenset({"FiraSans-Regular.woff2", "FiraSans-SemiBold.woff2"})


class PdfUnavailable(Exception):
    """This machine cannot make PDFs; the text says what to install."""


def html_to_pdf(html: str, *, title: str, script: scripts.Script = scripts.OWN) -> bytes:
    """Return a tagged PDF of a whole HTML document with `<html lang>`.

    Pages look as paper.css says. Only data: URIs, our two fonts and those of the script are
    loaded; any other address stays unfetched. Raises PdfUnavailable where Pango or the font of
    the script is missing.
    """
    weasyprint = _weasyprint()
    files = _script_files(script)
    fetcher, fonts = _fetcher(weasyprint, files), weasyprint.text.fonts.FontConfiguration()
    paper = PAPER_CSS.read_text("utf-8") + scripts.font_faces(script, scheme=FONT_SCHEME)
    style = weasyprint.CSS(string=paper, url_fetcher=fetcher, font_config=fonts)
    source = weasyprint.HTML(string=html, url_fetcher=fetcher)
    document = source.render(stylesheets=[style], font_config=fonts)
    document.metadata.title = title

    def turn(_document: Any, made: Any) -> None:
        """Pages of a sheet that is read from the right are turned from the right."""
        if script.is_rtl:
            made.catalog["ViewerPreferences"]["Direction"] = "/R2L"

    return document.write_pdf(pdf_variant="pdf/ua-1", finisher=turn)


def _script_files(script: scripts.Script) -> dict[str, Path]:
    try:
        return scripts.font_files(script)
    except scripts.FontMissing as missing:
        raise PdfUnavailable(str(missing)) from missing


def _weasyprint() -> Any:
    try:
        import weasyprint
    except (ImportError, OSError) as error:  # OSError: Pango or HarfBuzz cannot be loaded
        raise PdfUnavailable(
            _(
                "PDF geht auf diesem Rechner noch nicht: Es fehlen die Debian-Pakete "
                "libpango-1.0-0, libpangoft2-1.0-0 und libharfbuzz-subset0."
            )
        ) from error
    tagging.say_more()
    return weasyprint


def _fetcher(weasyprint: Any, files: Mapping[str, Path] | None = None) -> Any:
    others = files or {}

    class Fetcher(weasyprint.urls.URLFetcher):
        """Serve our fonts under their own scheme and data: URIs; refuse everything else."""

        def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:
            scheme, _colon, name = url.partition(":")
            file = font_file(name) if name in FONTS else others.get(name)
            if scheme == FONT_SCHEME and file:
                kind = {"Content-Type": "font/ttf"}
                return weasyprint.urls.URLFetcherResponse(url, _unpacked(file), kind)
            return super().fetch(url, headers)

    return Fetcher(allowed_protocols={"data"})


@cache
def _unpacked(file: Path) -> bytes:
    """Return a font as TrueType; unpacking a web font takes two seconds, so it is done once."""
    if file.suffix != ".woff2":
        return file.read_bytes()
    from fontTools.ttLib import TTFont

    font, unpacked = TTFont(file), BytesIO()
    font.flavor = None
    font.save(unpacked)
    return unpacked.getvalue()


def font_file(name: str) -> Path | None:
    """Return where set-up put the font, or None: the PDF is then set in a font of the system."""
    path = f"kern-ux/fonts/fira-sans/{name}"
    collected = Path(settings.STATIC_ROOT) / path
    if found := finders.find(path):
        return Path(found)
    return collected if collected.is_file() else None
