# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is asked about a letter: in the calculator and in a case file."""

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from geleit.cases.models import Case
from geleit.core.dates import day_text
from geleit.core.states import state_names
from geleit.deadlines.enums import Instruction, ReceivedBy
from geleit.deadlines.letters.assessment import SERVICES, Answers, remedies, senders
from geleit.deadlines.letters.contradictions import contradictions, future_days
from geleit.deadlines.rules.services import SERVICES as WAYS
from geleit.deadlines.tracking.people_forms import deputy_field, offer_people, owner_field
from geleit.documents.forms import PHOTOS
from geleit.documents.kinds import too_large_text
from geleit.kern.renderer import DayInput

NOT_CHOSEN = ("", _("bitte wählen"))  # who writes and how it came decide the day: never a guess
PERIODS = [
    ("", _("wie im Gesetz, oder nicht genannt")),
    ("3T", _("3 Tage")),
    ("1W", _("1 Woche")),
    ("10T", _("10 Tage")),
    ("2W", _("2 Wochen")),
    ("3W", _("3 Wochen")),
    ("4W", _("4 Wochen")),
    ("1M", _("1 Monat")),
    ("2M", _("2 Monate")),
    ("3M", _("3 Monate")),
    ("1Y", _("1 Jahr")),
]
DECISIONS = [
    ("", _("nicht bekannt: es gilt die kürzere Frist")),
    ("einfach", _("einfach abgelehnt oder nur zum Teil anerkannt")),
    ("offensichtlich-unbegruendet", _("offensichtlich unbegründet")),
    ("unzulaessig", _("unzulässig")),
    ("dublin", _("Dublin: ein anderer Staat ist zuständig")),
]
WAY_WORDS = {
    "pzu": _("Postzustellungsurkunde (gelber Umschlag), persönlich übergeben"),
    "briefkasten": _("gelber Umschlag, in den Briefkasten eingelegt"),
    "ersatzzustellung": _("gelber Umschlag, jemand anderem übergeben"),
    "niederlegung": _("gelber Umschlag, niedergelegt: nur eine Nachricht lag da"),
    "verweigerung": _("gelber Umschlag, Annahme verweigert"),
    "elektronisch": _("E-Mail, Fax oder anders elektronisch"),
    "nutzerkonto": _("Postfach in einem Nutzerkonto (BundID)"),
    "portal": _("Bereitstellung in einem anderen Portal"),
    "tatsaechlicher_zugang": _("Zustellung war fehlerhaft: es zählt der wirkliche Erhalt"),
}


class LetterForm(forms.Form):
    """Every field has a way out: what nobody knows stays empty or says so."""

    office = forms.ChoiceField(label=_("Wer schreibt?"))
    decision = forms.ChoiceField(
        label=_("Nur beim BAMF: Wie wurde entschieden?"), choices=DECISIONS, required=False
    )
    remedy = forms.ChoiceField(
        label=_("Welcher Rechtsbehelf steht im Brief?"),
        required=False,
        help_text=_("Leer lassen, wenn keiner genannt ist: dann schlägt Geleit einen vor."),
    )
    service = forms.ChoiceField(label=_("Wie kam der Brief?"))
    posted_on = forms.DateField(
        label=_("Zur Post gegeben oder bereitgestellt am"),
        required=False,
        widget=DayInput,
        help_text=_(
            "Poststempel oder Ab-Vermerk; bei Portal und Nutzerkonto der Tag der Benachrichtigung."
        ),
    )
    letter_on = forms.DateField(
        label=_("Datum auf dem Brief"),
        required=False,
        widget=DayInput,
        help_text=_("Zählt nur, wenn der Tag der Aufgabe nicht bekannt ist."),
    )
    served_on = forms.DateField(
        label=_("Tag auf dem gelben Umschlag oder der Empfangsbestätigung"),
        required=False,
        widget=DayInput,
    )
    received_on = forms.DateField(
        label=_("Wirklich angekommen am"), required=False, widget=DayInput
    )
    received_by = forms.ChoiceField(label=_("Wer hat ihn angenommen?"), choices=ReceivedBy)
    instruction = forms.ChoiceField(
        label=_("Rechtsbehelfsbelehrung"),
        choices=[
            (value, Instruction(value).label)
            for value in (
                Instruction.UNCLEAR,
                Instruction.OK,
                Instruction.MISSING,
                Instruction.WRONG,
            )
        ],
        help_text=_("Sie nennt Rechtsbehelf, Stelle, deren Sitz und die Frist."),
    )
    period = forms.ChoiceField(
        label=_("Frist, wie sie im Brief steht"), choices=PERIODS, required=False
    )
    state = forms.ChoiceField(
        label=_("Sitz der Behörde oder des Gerichts"),
        choices=[*state_names().items(), ("", _("nicht bekannt"))],
        required=False,
    )
    town = forms.CharField(
        label=_("Gemeinde des Sitzes"),
        max_length=80,
        required=False,
        help_text=_("Nur in Bayern, Sachsen und Thüringen: Dort feiern nicht alle dieselben Tage."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offices = [(key, row.name) for key, row in senders().items()]
        self._choose("office", [NOT_CHOSEN, *offices])
        self._choose("remedy", [("", _("keiner genannt")), *remedies().items()])
        ways = [(key, WAY_WORDS.get(key, WAYS[key].name)) for key in SERVICES]
        self._choose("service", [NOT_CHOSEN, *ways])

    def _choose(self, name: str, choices: list[tuple[str, Any]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.errors:
            for name, text in self.problems(said):
                self.add_error(name, text)
        return said

    def problems(self, said: dict[str, Any]) -> Iterator[tuple[str, str]]:
        yield from contradictions(said)

    def answers(self) -> Answers:
        names = Answers.__dataclass_fields__
        return Answers(**{name: self.cleaned_data[name] for name in names})


class CaseLetterForm(LetterForm):
    """The same in a case file, with what belongs to it."""

    sender = forms.CharField(label=_("Absender, wie er im Brief steht"), max_length=160)
    about = forms.CharField(
        label=_("Worum geht es? (Aktenzeichen)"), max_length=300, required=False
    )
    person = forms.ChoiceField(label=_("An wen ist der Brief gerichtet?"), required=False)
    owner, deputy = owner_field(), deputy_field()

    def __init__(self, *args: Any, case: Case, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = on
        self.persons = {str(p.pk): p for p in case.household.persons.order_by("pk")}
        self.team = offer_people(self, case, on=on)
        names = [(key, person.full_name) for key, person in self.persons.items()]
        self._choose("person", [*names, ("", _("an den Haushalt"))])

    def problems(self, said: dict[str, Any]) -> Iterator[tuple[str, str]]:
        yield from super().problems(said)
        yield from future_days(said, on=self.today)

    def people(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {
            "person": self.persons.get(said["person"]),
            "owner": self.team.get(said["owner"]),
            "deputy": self.team.get(said["deputy"]),
        }


class EnvelopeForm(forms.Form):
    """A photo of the envelope, taken on the spot or chosen."""

    photo = forms.FileField(
        label=_("Foto oder Scan des Umschlags"),
        allow_empty_file=True,  # the look at the content says it in better words
        widget=forms.FileInput(attrs={"accept": PHOTOS}),
        help_text=_("JPEG oder PNG. Ort, Gerät und Uhrzeit werden aus dem Foto entfernt."),
    )
    client_key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("client_key", uuid4())

    def clean_photo(self) -> Any:
        given = self.cleaned_data["photo"]
        if given.size > settings.LARGEST_FILE:
            raise forms.ValidationError(too_large_text(settings.LARGEST_FILE))
        return given


def kept_words(answers: dict[str, Any]) -> list[tuple[str, str]]:
    """Return label and answer of what was kept about a letter: who took it, how, when."""
    lines = []
    for name, shown in LetterForm().fields.items():
        value = answers.get(name)
        if value and isinstance(shown, forms.DateField):
            lines.append((str(shown.label), day_text(date.fromisoformat(value))))
        elif value and isinstance(shown, forms.ChoiceField):
            names = dict(shown.choices)  # type: ignore[arg-type]
            lines.append((str(shown.label), str(names.get(value, value))))
        elif value:
            lines.append((str(shown.label), str(value)))
    return lines


def said_words(form: forms.Form) -> list[tuple[str, str]]:
    """Return label and answer of each field that was filled in, in words, for the printed note."""
    lines = []
    for bound in form:
        value = form.cleaned_data.get(bound.name)
        if isinstance(value, date):
            lines.append((str(bound.label), day_text(value)))
        elif value and isinstance(bound.field, forms.ChoiceField):
            names = dict(bound.field.choices)  # type: ignore[arg-type]
            lines.append((str(bound.label), str(names.get(value, value))))
        elif value:
            lines.append((str(bound.label), str(value)))
    return lines
