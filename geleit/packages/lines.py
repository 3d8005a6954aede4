# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The points of a hand-over as lines that people read; the same for a file and for a package."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import Choices
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from geleit.agreements.enums import ActionField
from geleit.cases.enums import (
    BenefitAgency,
    HousingStage,
    HousingType,
    StatusKind,
    german_words,
)
from geleit.consents.enums import DataKind
from geleit.core.countries import country_name
from geleit.core.dates import day_text
from geleit.core.languages import language_name
from geleit.packages.enums import Item, ItemState
from geleit.persons.enums import ChannelKind, HistoryDetail, HistoryKind, VulnerabilityKind
from geleit.plans.enums import Bearer


def lines_of(item: str, content: Any, household: Any = None) -> list[str]:
    """Return the lines of one point; `household` is the content of that point, for the names."""
    if not content:
        return []
    return READERS[Item(item)](content, _names(household))


def points_of(content: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the points of a written document as people read them; none where it was deleted."""
    return [
        {
            "item": Item(item),
            "state": ItemState(content["items"][item]["state"]),
            "basis": content["items"][item]["basis"],
            "lines": lines_of(item, content.get(item), content.get("household")),
            "note": without_health_words() if item == Item.PLAN and _is_parted(content) else "",
        }
        for item in (Item.values if content else ())
    ]


def without_health_words() -> str:
    return _(
        "Ohne das Feld „Gesundheit“: Was dazu im Plan oder bei Diensten steht, geht nur mit, wenn "
        "auch „Gesundheit und Schutzbedarf“ freigegeben ist."
    )


def _is_parted(content: dict[str, Any]) -> bool:
    """Whether a plan came without its field of health; older senders let it come along."""
    fields = {goal["action_field"] for goal in content.get("plan", {}).get("goals", ())}
    is_there = content["items"][Item.PLAN]["state"] == ItemState.FILLED
    is_shut = content["items"][Item.HEALTH]["state"] == ItemState.SHUT
    return is_there and is_shut and ActionField.HEALTH not in fields


def _names(household: Any) -> dict[int | None, str]:
    persons = household["persons"] if household else []
    return {one["key"]: one["given_names"] or one["family_name"] for one in persons}


def _word(choices: type[Choices], value: str) -> str:
    """Return the label of a word; one that we do not know stays as it came."""
    return str(choices(value).label) if value in choices.values else value


def _day(text: str | None) -> str:
    return day_text(date.fromisoformat(text)) if text else ""


def _until(text: str | None) -> str:
    return _("bis %(day)s") % {"day": _day(text)} if text else ""


def _joined(*parts: Any) -> str:
    return " · ".join(str(part) for part in parts if part)


def _birth(one: dict[str, Any]) -> str:
    if not one["born_on"]:
        return ""
    is_day = one["birth_precision"] == "day"
    return "* " + (_day(one["born_on"]) if is_day else one["born_on"][:4])


def _household(said: dict[str, Any], _names: Any) -> list[str]:
    persons = [
        _joined(
            ", ".join(part for part in (one["family_name"], one["given_names"]) if part),
            _birth(one),
            country_name(one["nationality"], get_language() or "de") if one["nationality"] else "",
        )
        for one in said["persons"]
    ]
    return [_("Haushalt %(name)s") % {"name": said["name"]}, *persons]


def _contact(said: list[dict[str, Any]], names: dict[int | None, str]) -> list[str]:
    return [
        _joined(
            names.get(one["person"]),
            one["phone"],
            one["email"],
            *(f"{_word(ChannelKind, w['kind'])}: {w['value']}" for w in one.get("channels", ())),
        )
        for one in said
    ]


def _language(said: list[dict[str, Any]], names: dict[int | None, str]) -> list[str]:
    needs = {True: _("braucht Dolmetscher/in"), False: _("braucht keine Dolmetscher/in")}
    return [
        _joined(
            names.get(one["person"]),
            language_name(one["language"], get_language() or "de") if one["language"] else "",
            needs.get(one["needs_interpreter"]),
            _("Deutsch: %(level)s") % {"level": german_words(one["german_level"])}
            if one["german_level"]
            else "",
        )
        for one in said
    ]


def _status(said: list[dict[str, Any]], names: dict[int | None, str]) -> list[str]:
    return [
        _joined(
            names.get(one["person"]),
            _word(StatusKind, one["kind"]),
            one["wording"],
            _until(one["valid_until"]),
        )
        for one in said
    ]


def _benefits(said: list[dict[str, Any]], names: dict[int | None, str]) -> list[str]:
    return [_joined(names.get(one["person"]), _word(BenefitAgency, one["agency"])) for one in said]


def _address(said: dict[str, Any], _names: Any) -> list[str]:
    place = " ".join(part for part in (said["postcode"], said["city"]) if part)
    since = _("seit %(day)s") % {"day": _day(said["moved_in_on"])} if said["moved_in_on"] else ""
    kinds = _word(HousingType, said["kind"]), _word(HousingStage, said["stage"])
    return [_joined(said["street"], place, said["unit"], *kinds, since)]


def _history(said: list[dict[str, Any]], names: dict[int | None, str]) -> list[str]:
    return [
        _joined(
            names.get(one["person"]),
            _word(HistoryKind, one["kind"]),
            _word(HistoryDetail, one["detail"]),
            one["title"],
            one["place"],
        )
        for one in said
    ]


def _deadlines(said: list[dict[str, Any]], names: dict[int | None, str]) -> list[str]:
    words = _("letzter Tag %(day)s")
    return [
        _joined(names.get(one["person"]), one["name"], words % {"day": _day(one["due_on"])})
        for one in said
    ]


def _contacts(said: list[dict[str, Any]], _names: Any) -> list[str]:
    return [_joined(one["name"], one["phone"]) for one in said]


def _volunteers(said: list[dict[str, Any]], _names: Any) -> list[str]:
    return [_joined(one["name"], one["task"]) for one in said]


def _consents(said: list[dict[str, Any]], names: dict[int | None, str]) -> list[str]:
    return [
        _joined(
            names.get(one["person"]),
            _("an %(who)s: %(what)s")
            % {
                "who": one["recipient"],
                "what": ", ".join(_word(DataKind, k) for k in one["kinds"]),
            },
            one["purpose"],
            _until(one["until"]),
        )
        for one in said
    ]


def _plan(said: dict[str, Any], _names: Any) -> list[str]:
    found = []
    for goal in said["goals"]:
        reached = _("erreicht") if goal["reached_on"] else _until(goal["due_on"])
        found.append(_joined(_word(ActionField, goal["action_field"]), goal["text"], reached))
        for step in goal["steps"]:
            done = _("erledigt") if step["done_on"] else _until(step["due_on"])
            found.append("– " + _joined(step["text"], _word(Bearer, step["bearer"]), done))
    return found


def _health(said: list[dict[str, Any]], names: dict[int | None, str]) -> list[str]:
    return [
        _joined(names.get(one["person"]), _word(VulnerabilityKind, one["kind"]), one["remark"])
        for one in said
    ]


def _notes(said: list[dict[str, Any]], names: dict[int | None, str]) -> list[str]:
    return [_joined(names.get(one["person"]), one["text"]) for one in said]


READERS: dict[Item, Callable[[Any, dict[int | None, str]], list[str]]] = {
    Item.HOUSEHOLD: _household,
    Item.CONTACT: _contact,
    Item.LANGUAGE: _language,
    Item.STATUS: _status,
    Item.BENEFITS: _benefits,
    Item.ADDRESS: _address,
    Item.SCHOOL: _history,
    Item.WORK: _history,
    Item.DEADLINES: _deadlines,
    Item.CONTACTS: _contacts,
    Item.VOLUNTEERS: _volunteers,
    Item.CONSENTS: _consents,
    Item.PLAN: _plan,
    Item.HEALTH: _health,
    Item.NOTES: _notes,
}
