# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What people write about a contact or an offer."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from geleit.agreements.models import ServiceItem
from geleit.cases.models import Case, Person
from geleit.cases.names import language_field
from geleit.core.lookups import read_key
from geleit.core.problems import Problem
from geleit.counselling import queries, rules
from geleit.counselling.enums import ContactKind, Interpreting, NoGoal, Place
from geleit.counselling.models import Contact, offer_items
from geleit.kern.renderer import DayInput
from geleit.together.models import Draft

# At which field a refusal stands; the others stand at the top.
FIELD_OF = {
    "future": "happened_on",
    "before-opening": "happened_on",
    "after-closing": "happened_on",
    "minutes": "minutes",
    "participants": "participants",
    "item-elsewhere": "service_item",
    "item-not-valid": "service_item",
    "no-person": "persons",
    "stranger": "persons",
    "no-goal": "goal",
    "goal-elsewhere": "goal",
    "past": "follow_up_on",
    "interpreter": "interpreting",
}


# Fields of the form that are fields of the contact.
AS_THEY_ARE = (
    "kind", "minutes", "happened_on", "text", "place", "interpreting", "language", "interpreter",
)  # fmt: skip


class FirstRadios(forms.RadioSelect):
    """The keyboard begins here: the page opens with the first of these in focus."""

    def create_option(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(*args, **kwargs)
        if option["index"] == "0":
            option["attrs"]["autofocus"] = True
        return option


class MinutesField(forms.CharField):
    """A duration as people write it; the value is minutes."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"list": "durations", "autocomplete": "off"})
        super().__init__(
            label=_("Dauer"),
            help_text=_("In Minuten, oder so: 1:15 oder 1 h."),
            max_length=20,
            widget=widget,
            **kwargs,
        )

    def clean(self, value: Any) -> Any:
        minutes = rules.minutes_of(super().clean(value))
        if minutes is None:
            raise ValidationError(_("Bitte die Dauer so eintragen: 45, 1:15 oder 1 h."))
        if problems := rules.minutes_problems(minutes):
            raise ValidationError(problems[0].text)
        return minutes


class NotedForm(forms.Form):
    """What notes of contacts and offers share: refusals find their field, one form is sent once."""

    client_key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def add_problems(self, problems: Iterable[Problem]) -> None:
        for problem in problems:
            name = FIELD_OF.get(problem.code)
            if name == "happened_on" and name not in self.fields:
                name = "held_on"
            self.add_error(name if name in self.fields else None, problem.text)

    def day(self, name: str, otherwise: date) -> date:
        """Return the day that the form speaks of, as far as one can read it."""
        given = self.data.get(name) if self.is_bound else None
        try:
            return date.fromisoformat(given) if given else otherwise
        except ValueError:
            return otherwise

    def offer_items(self, groups: queries.Grouped, chosen: int | None) -> None:
        """List the items of the day; one that is alone or was used last is chosen already."""
        field, pks = (
            self.fields["service_item"],
            [pk for _name, rows in groups for pk, _text in rows],
        )
        if len(pks) == 1:
            chosen = pks[0]
        if chosen in pks:
            self.initial.setdefault("service_item", chosen)
        empty = [] if self.initial.get("service_item") in pks else [("", _("Bitte wählen"))]
        field.choices = [*empty, *groups]  # type: ignore[attr-defined]


class ContactForm(NotedForm):
    """A contact: everything that is probable is filled in already."""

    kind = forms.ChoiceField(
        label=_("Art"), choices=ContactKind, initial=ContactKind.TALK, widget=FirstRadios
    )
    persons: Any = forms.ModelMultipleChoiceField(
        None,  # the household, in __init__
        label=_("Mit"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Bitte wählen, um wen es ging.")},
    )
    minutes = MinutesField()
    service_item = forms.ModelChoiceField(ServiceItem.objects.none(), label=_("Leistung"))
    goal = forms.ChoiceField(
        label=_("Ziel"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Bitte ein Ziel wählen oder warum es keines gibt."),
            "invalid_choice": _("Bitte ein Ziel aus diesem Plan wählen."),
        },
    )
    happened_on = forms.DateField(label=_("Am"), widget=DayInput)
    text = forms.CharField(
        label=_("Notiz"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=20_000,
        required=False,
    )
    place = forms.ChoiceField(
        label=_("Ort"), choices=[("", _("nicht angegeben")), *Place.choices], required=False
    )
    interpreting = forms.ChoiceField(
        label=_("Sprachmittlung"), choices=[("", _("keine")), *Interpreting.choices], required=False
    )
    language = language_field(
        required=False, widget=forms.TextInput(attrs={"list": "language-names"})
    )
    interpreter = forms.CharField(label=_("Wer hat übersetzt"), max_length=120, required=False)
    private_text = forms.CharField(
        label=_("Nur für mich"),
        help_text=_(
            "Diese Arbeitsnotiz lesen nur Sie. Verlangt die Person Auskunft, gehört sie vermutlich "
            "dazu (nicht geprüft): Schreiben Sie auch hier so, dass die Person es lesen könnte."
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=20_000,
        required=False,
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    follow_up_on = forms.DateField(label=_("Wiedervorlage am"), widget=DayInput, required=False)
    follow_up_text = forms.CharField(label=_("Woran erinnern"), max_length=300, required=False)

    field_order = (
        "kind", "persons", "minutes", "service_item", "goal", "happened_on", "text",
        "place", "interpreting", "language", "interpreter", "private_text", "follow_up_on",
        "follow_up_text",
    )  # fmt: skip

    def __init__(
        self,
        data: Any,
        *,
        case: Case,
        user: Any,
        on: date,
        contact: Contact | None = None,
        draft: Draft | None = None,
    ) -> None:
        super().__init__(data, initial=self.said_by(contact, user) if contact else {})
        people = queries.people_of(case)
        goals = queries.goals_of(case, chosen=contact.goal_id if contact else None)
        self.goals = {str(goal.pk): goal for goal in goals}
        self.fields["persons"].queryset = people  # type: ignore[attr-defined]
        self.fields["goal"].choices = [  # type: ignore[attr-defined]
            *((key, goal.text) for key, goal in self.goals.items()),
            *self.without_goal(case, chosen=contact.no_goal if contact else ""),
        ]
        items = list(queries.contact_items(case))
        self.fields["service_item"].queryset = queries.contact_items(case)  # type: ignore[attr-defined]
        day = self.day("happened_on", contact.happened_on if contact else on)
        chosen = contact.service_item_id if contact else queries.last_item(user, case)
        if contact:
            for name in ("follow_up_on", "follow_up_text", "client_key"):
                del self.fields[name]
        else:
            del self.fields["seen"]
        if not self.is_bound:
            if not contact:
                self.suppose(list(people), on=on)
            if draft:
                day = self.take_up(draft) or day
        self.offer_items(queries.grouped(items, on=day), chosen)

    @staticmethod
    def without_goal(case: Case, *, chosen: str) -> list[tuple[str, Any]]:
        """Return what can be said instead of a goal; first talks are before a plan is agreed."""
        if chosen == NoGoal.INTAKE or queries.plan_agreed_on(case) is None:
            return list(NoGoal.choices)
        return [choice for choice in NoGoal.choices if choice[0] != NoGoal.INTAKE]

    def suppose(self, people: list[Person], *, on: date) -> None:
        """Fill in what is probable."""
        born = [(person.pk, person.born_on) for person in people]
        chosen = rules.preselected(born, on=on)
        needs = [p.language for p in people if p.pk in chosen and p.needs_interpreter]
        self.initial.update(
            {"persons": chosen, "happened_on": on, "client_key": uuid4()}
            | {"language": next(iter(needs), "")}
        )

    def take_up(self, draft: Draft) -> date | None:
        """Go on with what was typed before; returns the day that it speaks of."""
        for name, values in draft.said.items():
            if name in self.fields:
                is_many = name == "persons"
                self.initial[name] = values if is_many else (values or [""])[-1]
        self.initial["service_item"] = read_key(str(self.initial.get("service_item") or ""))
        try:
            return date.fromisoformat(self.initial.get("happened_on") or "")
        except (TypeError, ValueError):
            return None

    @property
    def is_interpreted(self) -> bool:
        """Whether the page opens the part about place and languages by itself."""
        names = ("place", "interpreting", "language", "interpreter")
        return any(self[name].value() or self[name].errors for name in names)

    @classmethod
    def said_by(cls, contact: Contact, user: Any) -> dict[str, Any]:
        """Return what the form shows first for this contact."""
        said = {name: getattr(contact, name) for name in AS_THEY_ARE}
        return said | {
            "private_text": queries.private_text(user, contact),
            "seen": contact.changes,
            "persons": [person.pk for person in contact.persons.all()],
            "service_item": contact.service_item_id,
            "goal": str(contact.goal_id) if contact.goal_id else contact.no_goal,
        }

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("follow_up_on") and not said.get("follow_up_text"):
            self.add_error(
                "follow_up_text", _("Bitte eintragen, woran Sie erinnert werden wollen.")
            )
        if said.get("follow_up_text") and "follow_up_on" in said and not said["follow_up_on"]:
            self.add_error("follow_up_on", _("Bitte den Tag der Wiedervorlage eintragen."))
        return said

    def said(self) -> dict[str, Any]:
        """Return what was written, in the words of the action."""
        choice = self.cleaned_data["goal"]
        goal = self.goals.get(choice)
        return self.cleaned_data | {"goal": goal, "no_goal": "" if goal else choice}


class OfferForm(NotedForm):
    """Office hours, a group, a network meeting."""

    service_item = forms.ModelChoiceField(ServiceItem.objects.none(), label=_("Angebot"))
    held_on = forms.DateField(label=_("Am"), widget=DayInput)
    minutes = MinutesField()
    participants = forms.IntegerField(
        label=_("Teilnehmende"), min_value=0, max_value=rules.MOST_PARTICIPANTS
    )

    topic = forms.CharField(
        label=_("Thema"), help_text=_("Ohne Namen, zum Beispiel: Elternabend Kita."),
        max_length=160, required=False,
    )  # fmt: skip
    volunteers = forms.IntegerField(
        label=_("Ehrenamtliche dabei"), min_value=0, max_value=999, required=False
    )
    interpreters = forms.IntegerField(
        label=_("Sprachmittelnde dabei"), min_value=0, max_value=999, required=False
    )

    field_order = (
        "service_item", "topic", "held_on", "minutes", "participants", "volunteers", "interpreters",
    )  # fmt: skip

    def __init__(self, data: Any, *, user: Any, on: date) -> None:
        super().__init__(data)
        items = queries.in_order(offer_items(user))
        self.fields["service_item"].queryset = items  # type: ignore[attr-defined]
        self.offer_items(queries.grouped(items, on=self.day("held_on", on)), None)
        if not self.is_bound:
            self.initial.update({"held_on": on, "client_key": uuid4()})

    def said(self) -> dict[str, Any]:
        """Return what was written; nobody named is none."""
        numbers = {name: self.cleaned_data[name] or 0 for name in ("volunteers", "interpreters")}
        return self.cleaned_data | numbers
