# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every page knows about the person who is signed in."""

from functools import partial
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from geleit.accounts.permissions import Permission, permissions_of

# The way through the house: address name, words, permission. Order is the order on the page.
NAVIGATION: list[tuple[str, Any, Permission]] = [
    ("desk:home", _("Heute"), Permission.USE_DESK),
    ("desk:cases", _("Fälle"), Permission.READ_CASES),
    ("desk:radar", _("Fristen"), Permission.READ_CASES),
    ("counselling:offers", _("Angebote"), Permission.EDIT_CASES),
    ("arrivals:arrivals", _("Zuteilungen"), Permission.ACCEPT_CASES),
    ("arrivals:arrivals", _("Zuteilungen"), Permission.HAND_OVER),
    ("referrals:services", _("Dienste"), Permission.EDIT_CASES),
    ("handover:waiting", _("Übergabe"), Permission.ACCEPT_CASES),
    ("handover:waiting", _("Übergabe"), Permission.HAND_OVER),
    ("agreements:agreements", _("Vereinbarungen"), Permission.READ_AGREEMENT),
    ("intake:batches", _("Listen"), Permission.IMPORT_LISTS),
    ("desk:team", _("Team"), Permission.ACCEPT_CASES),
    ("identity:duplicates", _("Doppelt?"), Permission.ACCEPT_CASES),
    ("statistics:statements", _("Auswertung"), Permission.READ_STATEMENT),
    ("outcomes:outcomes", _("Wirkung"), Permission.READ_CASES),
    ("outcomes:outcomes", _("Wirkung"), Permission.READ_STATEMENT),
    ("housing:accommodations", _("Unterkünfte"), Permission.READ_OCCUPANCY),
    ("volunteers:assignments", _("Einsätze"), Permission.COORDINATE_VOLUNTEERS),
    ("walls:log", _("Protokoll"), Permission.READ_LOG),
    ("accounts:users", _("Konten"), Permission.ADMINISTER),
]


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Return the links that this person may use; made only where a page shows them."""
    return {"navigation": partial(_links, request)}


def _links(request: HttpRequest) -> list[dict[str, Any]]:
    user: Any = getattr(request, "user", None)
    if not getattr(user, "is_authenticated", False):
        return []
    may = permissions_of(user)
    # A page with two sides stands in the table twice and on the page once.
    names = {name: label for name, label, permission in NAVIGATION if permission in may}
    return [
        {"url": (url := reverse(name)), "label": label, "current": _current(request.path, url)}
        for name, label in names.items()
    ]


def _current(path: str, url: str) -> str:
    """Return how an area's link is marked: as this very page, or as the area in which it lies."""
    if path == url:
        return "page"
    return "true" if url != "/" and path.startswith(url) else ""
