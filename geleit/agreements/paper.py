# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is printed of an agreement: one way from a template to a file that is saved."""

from typing import Any

from django.http import HttpResponse
from django.template.loader import render_to_string

from geleit.letters.pdf import PdfUnavailable, html_to_pdf


def printed(template: str, context: dict[str, Any], *, title: str, name: str) -> HttpResponse:
    """Return a tagged PDF to be saved under a name, or 503 with what this machine lacks."""
    try:
        pdf = html_to_pdf(render_to_string(template, context | {"title": title}), title=title)
    except PdfUnavailable as missing:
        return HttpResponse(str(missing), status=503, content_type="text/plain; charset=utf-8")
    answer = HttpResponse(pdf, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
