# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the administrator may do with accounts. Pure."""

from datetime import date, timedelta

from django.utils.translation import gettext as _

from geleit.core.problems import Problem

# Which kind of organisation a role belongs to; the system may be run by any of them.
KIND_OF_ROLE = {
    "carrier_lead": "carrier",
    "social_worker": "carrier",
    "town": "municipality",
    "county": "county",
    "volunteer_coordinator": "volunteer_group",
    "volunteer": "volunteer_group",
}


def role_problems(*, role: str, kind: str) -> list[Problem]:
    """A role is held in an organisation of its kind: nobody works for the town in a carrier."""
    if KIND_OF_ROLE.get(role, kind) == kind:
        return []
    text = _("Diese Rolle gibt es in dieser Organisation nicht. Bitte eine passende wählen.")
    return [Problem("role-elsewhere", text)]


def span_problems(*, starts_on: date, ends_on: date | None) -> list[Problem]:
    if ends_on is None or ends_on >= starts_on:
        return []
    return [Problem("ends-before-it-starts", _("Der letzte Tag liegt vor dem ersten."))]


def own_role_problems(*, is_own: bool) -> list[Problem]:
    if not is_own:
        return []
    text = _("Sich selbst kann niemand eine Rolle geben. Das tut eine zweite Person.")
    return [Problem("own-role", text)]


def known_role_problems(*, is_known: bool) -> list[Problem]:
    if not is_known:
        return []
    return [Problem("known", _("Diese Rolle ist ab diesem Tag schon eingetragen."))]


def last_day_when_ended(*, starts_on: date, last_day: date | None, on: date) -> date | None:
    """Return the last day of a membership that ends; nothing when no day of it is left.

    Without a day it ends at once, so yesterday was the last one.
    """
    last = last_day if last_day is not None else on - timedelta(days=1)
    return last if last >= starts_on else None


def end_problems(*, ends_on: date | None, last: date | None, on: date) -> list[Problem]:
    """An end only comes nearer: a longer role is a new one, and somebody else may have to agree."""
    if ends_on is None:
        return []
    if ends_on < on:
        text = _(
            "Diese Rolle ist schon zu Ende. Geht es weiter, bitte eine neue Rolle vorschlagen."
        )
        return [Problem("role-over", text)]
    if last is not None and last > ends_on:
        text = _("Verlängern lässt sich eine Rolle nicht. Bitte eine neue Rolle vorschlagen.")
        return [Problem("role-longer", text)]
    return []


BROWSERS = {"Edg/": "Edge", "OPR/": "Opera", "Firefox/": "Firefox", "Chrome/": "Chrome",
            "Safari/": "Safari"}  # fmt: skip
SYSTEMS = {"Android": "Android", "iPhone": "iPhone", "iPad": "iPad", "Windows": "Windows",
           "Mac OS": "macOS", "Linux": "Linux"}  # fmt: skip


def device(user_agent: str) -> str:
    """Return browser and system as a person would say them; the first sign that fits counts."""
    browser = next((word for sign, word in BROWSERS.items() if sign in user_agent), "")
    system = next((word for sign, word in SYSTEMS.items() if sign in user_agent), "")
    return ", ".join(word for word in (browser, system) if word) or _("unbekanntes Gerät")


def lockout_problems(*, administrators_left: int) -> list[Problem]:
    """Somebody must be able to let people in."""
    if administrators_left > 0:
        return []
    text = _("Das ist das letzte Konto der Systemverwaltung. Bitte zuerst ein zweites anlegen.")
    return [Problem("last-administrator", text)]
