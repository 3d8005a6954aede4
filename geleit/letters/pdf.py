# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""HTML → accessible PDF (PDF/UA-1). WeasyPrint and Pango are loaded only when a PDF is made."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.utils.translation import gettext as _

PAPER_CSS = Path(__file__).with_name("paper.css")
FONT_SCHEME = "geleit-font"
FONTS = frozenset({"FiraSans-Regular.woff2", "FiraSans-SemiBold.woff2"})


class PdfUnavailable(Exception):
    """This machine cannot make PDFs; the text says what to install."""


def html_to_pdf(html: str, *, title: str) -> bytes:
    """Return a tagged PDF of a whole HTML document with `<html lang>`.

    Pages look as paper.css says. Only data: URIs and our two fonts are loaded; any other address
    stays unfetched. Raises PdfUnavailable where Pango is missing.
    """
    weasyprint = _weasyprint()
    fetcher, fonts = _fetcher(weasyprint), weasyprint.text.fonts.FontConfiguration()
    paper = PAPER_CSS.read_text("utf-8")
    style = weasyprint.CSS(string=paper, url_fetcher=fetcher, font_config=fonts)
    source = weasyprint.HTML(string=html, url_fetcher=fetcher)
    document = source.render(stylesheets=[style], font_config=fonts)
    document.metadata.title = title
    return document.write_pdf(pdf_variant="pdf/ua-1")


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
    return weasyprint


def _fetcher(weasyprint: Any) -> Any:
    class Fetcher(weasyprint.urls.URLFetcher):
        """Serve our fonts under their own scheme and data: URIs; refuse everything else."""

        def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:
            scheme, _colon, name = url.partition(":")
            if scheme == FONT_SCHEME and name in FONTS and (file := font_file(name)):
                body = file.read_bytes()
                return weasyprint.urls.URLFetcherResponse(url, body, {"Content-Type": "font/woff2"})
            return super().fetch(url, headers)

    return Fetcher(allowed_protocols={"data"})


def font_file(name: str) -> Path | None:
    """Return where set-up put the font, or None: the PDF is then set in a font of the system."""
    path = f"kern-ux/fonts/fira-sans/{name}"
    collected = Path(settings.STATIC_ROOT) / path
    if found := finders.find(path):
        return Path(found)
    return collected if collected.is_file() else None
