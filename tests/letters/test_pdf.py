# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
import builtins
import io
import subprocess
import sys
from pathlib import Path

import pypdf
import pytest

from geleit.letters import pdf

PAGE = '<!doctype html><html lang="de"><title>x</title><body><h1>Guten Tag</h1>{}</body></html>'
DOT = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhg"
    "GAWjR9awAAAABJRU5ErkJggg=="
)


def made(inner="", title="Brief"):
    return pypdf.PdfReader(io.BytesIO(pdf.html_to_pdf(PAGE.format(inner), title=title)))


def images(reader):
    return sum(len(page.images) for page in reader.pages)


def test_a_pdf_says_its_language_title_and_that_it_is_tagged():
    root = made(title="Ein Brief").trailer["/Root"]

    assert root["/Lang"] == "de"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    metadata = root["/Metadata"].get_data().decode()
    assert "Ein Brief" in metadata
    assert "pdfuaid" in metadata


def test_letters_are_set_in_our_font():
    fonts = made().pages[0]["/Resources"]["/Font"].values()

    assert any("Fira-Sans" in str(font.get_object()["/BaseFont"]) for font in fonts)


def test_images_in_the_page_itself_are_shown():
    assert images(made(f'<img alt="" src="{DOT}">')) == 1


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/hostname",
        Path(__file__).as_uri(),
        "http://127.0.0.1:9/bild.png",
        "https://127.0.0.1:9/bild.png",
        "ftp://127.0.0.1:9/bild.png",
        "geleit-font:../../pdf.py",
        "geleit-font:FiraSans-Bold.woff2",
        "/etc/hostname",
    ],
)
def test_nothing_else_is_fetched(address):
    import weasyprint

    fetcher = pdf._fetcher(weasyprint)

    with pytest.raises(ValueError):
        fetcher.fetch(address)
    assert images(made(f'<img alt="" src="{address}">')) == 0


def test_without_pango_the_packages_are_named(monkeypatch):
    real = builtins.__import__

    def without(name, *args, **kwargs):
        if name == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0'")
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", without)

    with pytest.raises(pdf.PdfUnavailable) as reason:
        pdf.html_to_pdf(PAGE, title="x")
    for package in ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0"):
        assert package in str(reason.value)


@pytest.mark.process
def test_importing_the_module_loads_no_engine():
    code = (
        "import sys, geleit.letters.pdf, geleit.letters.chart; print('weasyprint' in sys.modules)"
    )

    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert run.stdout.strip() == "False"
