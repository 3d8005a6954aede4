# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""A signed version to print and to file: the whole text, and who signed it when."""

from typing import Any

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from geleit.accounts.permissions import Permission, UserRequest, requires
from geleit.agreements.enums import VersionState
from geleit.agreements.models import AgreementVersion
from geleit.agreements.paper import printed
from geleit.agreements.version_views import shown_version
from geleit.audit.models import record


@requires(Permission.READ_AGREEMENT)
@require_safe
def version_pdf(request: UserRequest, key: str, number: int) -> HttpResponse:
    """What both sides signed; a draft is no document yet."""
    found = shown_version(request, key, number)
    if found.state != VersionState.SIGNED:
        raise Http404
    title = _("%(title)s, Fassung %(number)s") % {"title": found.agreement, "number": number}
    name = f"vereinbarung-{key}-fassung-{number}.pdf"
    answer = printed("agreements/version_pdf.html", _content(found), title=title, name=name)
    if answer.status_code == 200:
        record(request.user, "agreement-downloaded", found, agreement=found.agreement_id)
    return answer


def _content(found: AgreementVersion) -> dict[str, Any]:
    clauses = list(found.clauses.all())
    return {
        "agreement": found.agreement,
        "parties": [found.agreement.municipality, found.agreement.carrier],
        "version": found,
        "clauses": [one for one in clauses if not one.is_annex],
        "annex_clauses": [one for one in clauses if one.is_annex],
        "annexes": found.annexes.select_related("file"),
        "scope": found.scope(),
        "sign_offs": found.sign_offs.select_related("organisation").order_by("signed_at", "pk"),
    }
