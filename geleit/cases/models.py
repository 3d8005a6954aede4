# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Households, the persons in them, and the case that accompanies them."""

import re
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.utils.timezone import localdate, now
from django.utils.translation import gettext_lazy as _

from geleit.accounts.models import Role
from geleit.agreements.coverage import covered_by
from geleit.agreements.models import CooperationAgreement
from geleit.cases import rules
from geleit.cases.enums import (
    STAGE_OF_KIND,
    BenefitAgency,
    BirthPrecision,
    HousingStage,
    HousingType,
    NameKind,
    Phase,
    Sex,
    StatusKind,
    german_words,
)
from geleit.core.eyes import present, system_eyes
from geleit.core.fields import EncryptedTextField
from geleit.core.guarded import Guarded
from geleit.core.labels import Labelled
from geleit.core.prefixes import begin_so, begins, later_words
from geleit.core.problems import Problem, Refused
from geleit.core.text import search_form
from geleit.housing.models import Accommodation
from geleit.names.keys import Asked, asked_forms, asked_parts, search_words
from geleit.organisations.models import Organisation
from geleit.staffing.models import Deputy

COMMON_NAME = 1500  # persons; above that the search reads cases in order instead of by name
LONGEST_RUNNING = 7  # figures: with the year before them a number has twelve signs
FEW_CASES = 500  # up to that the search reads the names in them instead of all that begin so


def access(user: Any) -> Q:
    """Return the one predicate that says which cases exist for this person today.

    Social workers: the cases they hold or stand in for, while they work for the carrier. A closed
    case stays with its holder and the lead, read only, until it is deleted: questions about it come
    to them; who only stands in has no work in it any more.
    The carrier's lead: all cases of the carrier's agreements. The county: what it handed over,
    until it is accepted. Nobody else sees cases. A specially protected case exists only for the
    people who are named for it, and only while they work for the carrier. The emergency door opens
    a single other case of the carrier to a social worker for some hours. A membership that is
    limited to some agreements reaches no case of another one, whatever else would open it. What was
    handed back opens for nobody.
    """
    predicate = Q(pk__in=[])
    if user.has_role(Role.CARRIER_LEAD):
        agreements, by_name, _by_door = _reach(user, Role.CARRIER_LEAD)
        predicate |= Q(agreement__in=agreements) & (Q(is_protected=False) | by_name)
    if user.has_role(Role.SOCIAL_WORKER):
        agreements, by_name, by_door = _reach(user, Role.SOCIAL_WORKER)
        held = Q(holder=user.pk)
        if places := Deputy.objects.standing_in(user, on=localdate()).places():
            held |= deputised(places) & Q(closed_on=None)
        held &= Q(is_protected=False)
        predicate |= Q(agreement__in=agreements) & (held | by_name | by_door)
    if user.has_role(Role.COUNTY):
        sent = covered_by(user, Role.COUNTY, organisation="handed_over_by", agreement="agreement")
        predicate |= sent & Q(accepted_on=None, is_protected=False)
    return Q(handed_back_on=None) & predicate


def deputised(places: Iterable[tuple[int, int | None, int | None]]) -> Q:
    """Return the cases of those holders in those agreements; `places` as Deputy tells them."""
    found: dict[tuple[int | None, int | None], list[int]] = {}
    for holder, organisation, agreement in places:
        found.setdefault((organisation, agreement), []).append(holder)
    predicate = Q()
    for (organisation, agreement), holders in sorted(found.items(), key=str):
        reached = Q(holder__in=sorted(holders))
        if agreement is not None:
            reached &= Q(agreement=agreement)
        elif organisation is not None:
            carried = CooperationAgreement.objects.filter(carrier=organisation)
            reached &= Q(agreement__in=carried.values("pk"))
        predicate |= reached
    return predicate


def _reach(user: Any, role: str) -> tuple[list[int], Q, Q]:
    """Return the agreements that the role reaches, and the single cases open by name and by door.

    Whether there are such cases is asked along with the agreements, so that everybody else pays
    nothing for it: no query more, and no alternative that would keep an index from being used.
    """
    named = ProtectedReader.objects.filter(user=user.pk)
    found = CooperationAgreement.objects.filter(
        covered_by(user, role, organisation="carrier", agreement="pk")
    )
    doors = EmergencyAccess.objects.open(user, at=now())
    found = found.annotate(is_named=Exists(named), has_door=Exists(doors))
    rows = list(found.values_list("pk", "is_named", "has_door"))
    by_name = by_door = Q()
    if any(is_named for _pk, is_named, _has_door in rows):
        by_name = Q(pk__in=list(named.values_list("case", flat=True)), is_protected=True)
    if any(has_door for _pk, _is_named, has_door in rows):
        by_door = Q(pk__in=list(doors.values_list("case", flat=True)), is_protected=False)
    return [pk for pk, _is_named, _has_door in rows], by_name, by_door


def only_by_door(user: Any) -> models.QuerySet[Any, Any]:
    """Return the cases in which this user may read and write notes, and nothing else."""
    return EmergencyAccess.objects.open(user, at=now()).exclude(case__holder=user.pk).values("case")


class CaseQuerySet(models.QuerySet["Case"]):
    def visible_to(self, user: Any) -> "CaseQuerySet":
        seen = self.filter(access(user))
        return seen.accepted() if present().without_waiting else seen

    def open(self) -> "CaseQuerySet":
        return self.filter(closed_on=None)

    def waiting(self) -> "CaseQuerySet":
        """Return cases that were handed over and not yet accepted."""
        return self.filter(handed_over_by__isnull=False, accepted_on=None)

    def accepted(self) -> "CaseQuerySet":
        return self.exclude(handed_over_by__isnull=False, accepted_on=None)

    def held_by(self, user: Any, *, on: date) -> "CaseQuerySet":
        """Return cases this person holds or stands in for on the day."""
        places = Deputy.objects.standing_in(user, on=on).places()
        return self.filter(Q(holder=user.pk) | deputised(places) if places else Q(holder=user.pk))

    def with_door(self, user: Any) -> "CaseQuerySet":
        """Say of each case until when this user is in it by the emergency door only."""
        doors = EmergencyAccess.objects.open(user, at=now()).filter(case=OuterRef("pk"))
        doors = doors.exclude(case__holder=user.pk).order_by("-ends_at")
        return self.annotate(door_ends_at=Subquery(doors.values("ends_at")[:1]))

    def beyond_door(self, user: Any) -> "CaseQuerySet":
        """Leave out the cases that are open to this user by the emergency door only."""
        return self.exclude(pk__in=only_by_door(user))

    def found_by(self, text: str, *, few: list[int] | None = None) -> "CaseQuerySet":
        """Narrow to cases whose number, or one of whose persons' names, begins with the text.

        A rare name is looked up first, by its index; a common one is met soon enough when the
        cases are read in order. Both give the same cases. `few` as `few_households` tells.
        """
        if text.strip()[:1].isdigit():
            return self.filter(_numbered(text.strip()))
        if few is not None:
            persons = Person.unguarded.filter(household__in=few)
            begun = persons.named(text).all_households()
            third = persons.with_words(text, by_index=False).all_households()
            return self.filter(household__in={*begun, *third})
        named = Person.unguarded.named(text).order_by()
        households = named.some_households()
        if len(households) > COMMON_NAME:
            return self.filter(Exists(named.filter(household=OuterRef("household"))))
        others = Person.unguarded.with_words(text)
        more = others.some_households()
        if len(more) > COMMON_NAME:  # of those that are seen there may be fewer
            more = list(others.values_list("household", flat=True)[:COMMON_NAME])
        return self.filter(household__in={*households, *more})

    def with_somebody_like(self, text: str, *, by_index: bool) -> "CaseQuerySet":
        """Narrow to what `found_by` and `spelled_like` find together, in a single question.

        For those who ask about few cases or seldom; `by_index` where the cases are many.
        """
        if text.strip()[:1].isdigit():
            return self.found_by(text)
        if by_index:
            persons = Person.unguarded.matching(text, by_index=True)
            return self.filter(household__in=persons.order_by().values("household"))
        home = Person.unguarded.filter(household=OuterRef("household"))
        return self.filter(Exists(home.matching(text)))

    def spelled_like(
        self, text: str, *, with_begun: bool = False, few: list[int] | None = None
    ) -> "CaseQuerySet":
        """Narrow to cases with a person whose names are other spellings of the words: محمد, Mohamad.

        Those that begin with the words are left out, because `found_by` has them; where they are
        very many, some may come up in both. `with_begun` is for those who know them already.
        """
        if few is not None:
            persons = Person.unguarded.filter(household__in=few)
            households = {*persons.spelled(text, by_index=False).all_households()}
            if not with_begun:
                households -= {*persons.named(text).all_households()}
            return self.filter(household__in=households)
        spelled = Person.unguarded.spelled(text).order_by()
        found = spelled.some_households()  # one for each person: a family is several
        if with_begun and len(found) <= COMMON_NAME:
            return self.filter(household__in={*found})
        if len(found) > COMMON_NAME:
            alike = Exists(spelled.filter(household=OuterRef("household")))
            named = Person.unguarded.named(text).filter(household=OuterRef("household"))
            return self.filter(alike).exclude(Exists(named))
        begun = Person.unguarded.named(text).some_households()
        return self.filter(household__in={*found} - {*begun})

    def few_households(self) -> list[int] | None:
        """Return the households of these cases where they are few, so that their names are read at once.

        So it is with what a social worker sees; where a lead sees many, names go by their index.
        """
        found = list(self.order_by().values_list("household", flat=True)[: FEW_CASES + 1])
        return found if len(found) <= FEW_CASES else None


class HouseholdQuerySet(models.QuerySet["Household"]):
    def visible_to(self, user: Any) -> "HouseholdQuerySet":
        seen = Case.unguarded.visible_to(user)
        return self.filter(pk__in=seen.values("household"))


class Household(models.Model):
    """People who live and are advised together (Haushalt)."""

    name = models.CharField(_("Name"), max_length=120)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = Guarded()
    unguarded = HouseholdQuerySet.as_manager()

    class Meta:
        verbose_name = _("Haushalt")
        verbose_name_plural = _("Haushalte")
        base_manager_name = default_manager_name = "unguarded"

    def __str__(self) -> str:
        return self.name


class PersonQuerySet(models.QuerySet["Person"]):
    def visible_to(self, user: Any) -> "PersonQuerySet":
        seen = Case.unguarded.visible_to(user)
        return self.filter(household__in=seen.values("household"))

    def beyond_door(self, user: Any) -> "PersonQuerySet":
        """Return whom this user sees otherwise than by the emergency door."""
        seen = Case.unguarded.visible_to(user).beyond_door(user)
        return self.filter(household__in=seen.values("household"))

    def some_households(self) -> list[int]:
        """Return the households, at most one more than COMMON_NAME, for a look at visible cases only.

        With the system's eyes: PostgreSQL would look up the case of each person first, and these
        numbers disclose nothing; the cases are asked for with the eyes of whoever searches.
        """
        with system_eyes():
            return list(self.order_by().values_list("household", flat=True)[: COMMON_NAME + 1])

    def all_households(self) -> list[int]:
        """Return the households of persons who were narrowed to few households; as `some_households`."""
        with system_eyes():
            return list(self.order_by().values_list("household", flat=True))

    def matching(self, text: str, *, by_index: bool = False) -> "PersonQuerySet":
        """Return those whom a search for the text means, as typed or in another spelling."""
        found = self.named(text) | self.with_words(text, by_index=by_index)
        return found | self.spelled(text, by_index=by_index)

    def named(self, text: str) -> "PersonQuerySet":
        """Return persons whose names begin with the words of the text, family name first or last.

        "al hassan mina" finds the family name Al-Hassan with the given name Mina, either way round.
        """
        words = search_form(text).split()[:4]
        if not words:
            return self.none()
        found = Q()
        for place in range(len(words)):
            first, last = " ".join(words[:place]), " ".join(words[place:])
            found |= begin_so(family=first, given=last) | begin_so(given=first, family=last)
        return self.filter(found)

    def with_words(self, text: str, *, by_index: bool = True) -> "PersonQuerySet":
        """Return persons who have a word beginning so for each of the words: the third one, too.

        "ozturk" finds Öztürk here. Single words of less than three letters find nobody. Not
        `by_index` where they are few: then each of them is asked for her words.
        """
        found: PersonQuerySet = self
        words = _longest_first(text)
        for place, word in enumerate(words):
            if not place and len(word) < 3:
                return self.none()
            begun, is_first = Q(), by_index and not place
            for form in asked_forms(word):
                begun |= begins(_column("word", is_first=is_first), form)
            found = found._with_word(begun, is_first=is_first)
        return found if words else self.none()

    def spelled(self, text: str, *, by_index: bool = True) -> "PersonQuerySet":
        """Return persons who have each of the words in some spelling, at least one in another."""
        ways = [self._spelled_so(parts, by_index=by_index) for parts in asked_parts(text)]
        if len(ways) < 2:
            return ways[0] if ways else self.none()
        return self.filter(Q(pk__in=ways[0].values("pk")) | Q(pk__in=ways[1].values("pk")))

    def _spelled_so(self, parts: tuple[Asked, ...], *, by_index: bool) -> "PersonQuerySet":
        found: PersonQuerySet = self
        for place, part in enumerate(parts):
            is_first = by_index and not place
            key, word = _column("key", is_first=is_first), _column("word", is_first=is_first)
            alike = Q(**{f"{key}__in": part.keys}) if part.keys else Q()
            for start in part.keys:
                if len(start) >= 3 and not start.startswith("="):
                    alike |= begins(key, start)
            if not part.keys or place:
                for form in part.forms:
                    alike |= begins(word, form)
            found = found._with_word(alike, is_first=is_first)
        return found if any(part.keys for part in parts) else self.none()

    def _with_word(self, condition: Q, *, is_first: bool) -> "PersonQuerySet":
        words = NameWord.unguarded.filter(condition)
        if is_first:
            return self.filter(pk__in=words.values("person"))
        return self.filter(Exists(words.filter(person=OuterRef("pk"))))


def _numbered(text: str) -> Q:
    """Return the cases whose number begins so, or whose running number it is: "22" finds 2020-0022.

    Asked is in the years of which there are numbers. What begins one of them may mean both: "202" is
    2020 to 2029, and 2026-0202.
    """
    starts = begins("number", text)
    if not text.isdecimal() or len(text) > LONGEST_RUNNING:
        return starts
    years = list(CaseNumber.objects.values_list("year", flat=True))
    running = Q(number__in=[f"{year}-{int(text):04d}" for year in years])
    return starts | running if any(f"{year}".startswith(text) for year in years) else running


def _column(name: str, *, is_first: bool) -> str:
    """Return the column as it is asked: the first word goes by its index, others by the person."""
    return name if is_first else f"{name}__unindexed"


def _longest_first(text: str) -> list[str]:
    words = [word for word in re.split(r"[\s,]+", text) if asked_forms(word)]
    return sorted(words[:4], key=lambda word: -len(word))


class Person(Labelled):
    """A refugee person; never called a case."""

    household = models.ForeignKey(Household, models.PROTECT, related_name="persons")
    family_name = models.CharField(_("Familienname"), max_length=120)
    given_names = models.CharField(_("Vornamen"), max_length=120, blank=True)
    family_search = models.CharField(max_length=120, db_index=True, editable=False)
    given_search = models.CharField(max_length=120, db_index=True, editable=False)
    family_later = later_words("family_search")
    given_later = later_words("given_search")
    sex = models.CharField(_("Geschlecht"), max_length=1, choices=Sex, blank=True)
    born_on = models.DateField(_("geboren am"), null=True, blank=True)
    birth_precision = models.CharField(
        _("Genauigkeit"), max_length=10, choices=BirthPrecision, default=BirthPrecision.DAY
    )
    nationality = models.CharField(
        _("Staatsangehörigkeit"), max_length=3, blank=True, help_text="ISO 3166-1 alpha-2"
    )
    language = models.CharField(_("Sprache"), max_length=12, blank=True, help_text="BCP 47")
    needs_interpreter = models.BooleanField(_("braucht Dolmetscher/in"), null=True, blank=True)
    german_level = models.CharField(_("Deutsch"), max_length=10, blank=True)
    benefit_agency = models.CharField(
        _("Leistungsträger"), max_length=20, choices=BenefitAgency, blank=True
    )
    remark = EncryptedTextField(_("Bemerkung"), blank=True)
    birth_doubt = EncryptedTextField(_("Zweifel am Geburtsdatum"), max_length=200, blank=True)

    objects = Guarded()
    unguarded = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("Person")
        verbose_name_plural = _("Personen")
        base_manager_name = default_manager_name = "unguarded"
        constraints = [
            models.CheckConstraint(
                condition=Q(born_on=None, birth_precision=BirthPrecision.UNKNOWN)
                | (Q(born_on__isnull=False) & ~Q(birth_precision=BirthPrecision.UNKNOWN)),
                name="person_birth_and_precision_agree",
            )
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        return ", ".join(part for part in (self.family_name, self.given_names) if part)

    @property
    def german_words(self) -> str:
        """Return the level of German in words; levels of the European framework stay as they are."""
        return german_words(self.german_level)

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.set_search_names()
        super().save(*args, **kwargs)
        changed = kwargs.get("update_fields")
        if changed is None or {"family_name", "given_names"} & set(changed):
            NameWord.keep([self])

    def set_search_names(self) -> None:
        """Fill the columns under which the name is searched; bulk writers call it themselves."""
        self.family_search = search_form(self.family_name)[:120]
        self.given_search = search_form(self.given_names)[:120]


class OfPersonQuerySet(models.QuerySet[Any]):
    """Rows that belong to a person and are seen with her."""

    def visible_to(self, user: Any) -> "OfPersonQuerySet":
        seen = Case.unguarded.visible_to(user)
        return self.filter(person__household__in=seen.values("household"))


class PersonName(models.Model):
    """Another way a person's name is written: the original script, a variant, a former name."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="names")
    kind = models.CharField(_("Art"), max_length=10, choices=NameKind)
    family_name = models.CharField(_("Familienname"), max_length=120, blank=True)
    given_names = models.CharField(_("Vornamen"), max_length=120, blank=True)

    objects = Guarded()
    unguarded = OfPersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("Schreibweise eines Namens")
        verbose_name_plural = _("Schreibweisen von Namen")
        base_manager_name = default_manager_name = "unguarded"
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(kind="original"), name="name_one_original"
            ),
            models.UniqueConstraint(
                fields=["person", "kind", "family_name", "given_names"], name="name_once"
            ),
            models.CheckConstraint(
                condition=~Q(family_name="") | ~Q(given_names=""), name="name_is_not_empty"
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        """Return the name in the order in which that script writes it, as typed."""
        return " ".join(part for part in (self.given_names, self.family_name) if part)


class NameWord(models.Model):
    """A word of a person's name, as it is looked up: by its beginning, or by how it is spelled.

    Made from all names of a person by geleit.names.keys and kept by `Person.save`; bulk writers call `keep`.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="name_words")
    word = models.CharField(max_length=40, db_index=True)
    key = models.CharField(max_length=40, blank=True, db_index=True)

    objects = Guarded()
    unguarded = OfPersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("Wort eines Namens")
        verbose_name_plural = _("Wörter von Namen")
        base_manager_name = default_manager_name = "unguarded"
        constraints = [
            models.UniqueConstraint(fields=["person", "word", "key"], name="name_word_once")
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.key}"

    @classmethod
    def keep(cls, persons: Iterable[Person]) -> None:
        """Bring the words of these persons up to date; three queries, more where words change."""
        persons = list(persons)
        keys = [person.pk for person in persons]
        written = [(person.pk, person.family_name, person.given_names) for person in persons]
        others = PersonName.unguarded.filter(person__in=keys)
        written += others.values_list("person", "family_name", "given_names")
        wanted = {
            (key, found.word, found.key)
            for key, family, given in written
            for found in search_words(f"{family} {given}".strip())
        }
        present = {
            (person, word, key): pk
            for pk, person, word, key in cls.unguarded.filter(person__in=keys).values_list(
                "pk", "person", "word", "key"
            )
        }
        if gone := [pk for row, pk in present.items() if row not in wanted]:
            cls.unguarded.filter(pk__in=gone).delete()
        rows = [cls(person_id=p, word=w, key=k) for p, w, k in sorted(wanted - present.keys())]
        cls.unguarded.bulk_create(rows, batch_size=300, ignore_conflicts=True)


class UnreadValue(models.Model):
    """A value of a list that could not be read, kept as it was, until somebody settles it."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="unread_values")
    column = models.CharField(_("Spalte"), max_length=120)
    value = EncryptedTextField(_("Wert"))
    message = EncryptedTextField(_("Hinweis"))
    source = models.CharField(_("Herkunft"), max_length=255)
    row = models.PositiveIntegerField(_("Zeile"))
    settled_on = models.DateField(_("geklärt am"), null=True, blank=True)
    settled_by = models.CharField(_("geklärt von"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("ungeklärter Wert")
        verbose_name_plural = _("ungeklärte Werte")
        constraints = [
            models.CheckConstraint(
                condition=Q(settled_on=None, settled_by="")
                | (Q(settled_on__isnull=False) & ~Q(settled_by="")),
                name="unread_settled_means_by",
            )
        ]

    def __str__(self) -> str:
        return f"{self.column}: {self.value}"


class HousingStay(Labelled):
    """Where a household lives or lived (Unterbringung)."""

    household = models.ForeignKey(Household, models.CASCADE, related_name="housing_stays")
    person = models.ForeignKey(
        Person,
        models.CASCADE,
        related_name="housing_stays",
        null=True,
        blank=True,
        verbose_name=_("nur für"),
        help_text="empty: the whole household",
    )
    stage = models.CharField(_("Stufe"), max_length=12, choices=HousingStage, blank=True)
    kind = models.CharField(_("Wohnform"), max_length=20, choices=HousingType, blank=True)
    accommodation = models.ForeignKey(
        Accommodation,
        models.SET_NULL,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("Unterkunft der Stadt"),
        help_text="for the file alone: no figure of occupancy is computed from it",
    )
    street = models.CharField(_("Straße"), max_length=160, blank=True)
    postcode = models.CharField(_("Postleitzahl"), max_length=10, blank=True)
    city = models.CharField(_("Ort"), max_length=80, blank=True)
    unit = models.CharField(_("Wohneinheit oder Zimmer"), max_length=40, blank=True)
    remark = EncryptedTextField(_("Bemerkung"), max_length=300, blank=True)
    moved_in_on = models.DateField(_("eingezogen am"), null=True, blank=True)
    moved_out_on = models.DateField(_("ausgezogen am"), null=True, blank=True)

    class Meta:
        verbose_name = _("Wohnung")
        verbose_name_plural = _("Wohnungen")
        constraints = [
            models.CheckConstraint(
                condition=Q(moved_out_on=None)
                | Q(moved_in_on=None)
                | Q(moved_out_on__gte=F("moved_in_on")),
                name="stay_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return f"{self.street}, {self.postcode} {self.city}"

    @property
    def told_stage(self) -> str:
        """Return the stage as noted, or as the kind of home says it by its name."""
        return self.stage or STAGE_OF_KIND.get(self.kind, "")


class ResidenceStatus(Labelled):
    """Under which title a person stays, and until when (Aufenthaltsstatus)."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="statuses")
    kind = models.CharField(_("Status"), max_length=30, choices=StatusKind)
    wording = models.CharField(_("Wortlaut"), max_length=160, blank=True)
    valid_from = models.DateField(_("gültig ab"), null=True, blank=True)
    valid_until = models.DateField(_("gültig bis"), null=True, blank=True, db_index=True)
    is_current = models.BooleanField(_("aktuell"), default=True)

    class Meta:
        verbose_name = _("Aufenthaltsstatus")
        verbose_name_plural = _("Aufenthaltsstatus")
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(is_current=True), name="status_current_once"
            ),
            models.CheckConstraint(
                condition=Q(valid_from=None)
                | Q(valid_until=None)
                | Q(valid_until__gte=F("valid_from")),
                name="status_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class CaseNumber(models.Model):
    """The last number given in a year; locked while a new one is drawn."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.year}: {self.last}"


class Case(Labelled):
    """The file in which a household is accompanied under an agreement (Fall)."""

    number = models.CharField(_("Fallnummer"), max_length=12, unique=True)
    household = models.ForeignKey(Household, models.PROTECT, related_name="cases")
    agreement = models.ForeignKey(CooperationAgreement, models.PROTECT, related_name="+")
    holder = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("zuständig"),
    )
    phase = models.CharField(_("Phase"), max_length=20, choices=Phase, default=Phase.INTAKE)
    opened_on = models.DateField(_("eröffnet am"))
    closed_on = models.DateField(_("abgeschlossen am"), null=True, blank=True)
    handed_over_by = models.ForeignKey(
        Organisation,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("übergeben von"),
    )
    handed_over_on = models.DateField(_("übergeben am"), null=True, blank=True)
    accepted_on = models.DateField(_("angenommen am"), null=True, blank=True)
    accepted_by = models.CharField(_("angenommen von"), max_length=120, blank=True)
    is_protected = models.BooleanField(_("besonders geschützt"), default=False)
    handed_back_on = models.DateField(
        _("zurückgegeben am"), null=True, blank=True,
        help_text="to county or town: from then on the file opens for nobody here",
    )  # fmt: skip

    door_ends_at: datetime | None = None  # filled by with_door()

    objects = Guarded()
    unguarded = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("Fall")
        verbose_name_plural = _("Fälle")
        base_manager_name = default_manager_name = "unguarded"
        indexes = [
            models.Index(fields=["agreement", "number"], name="case_by_agreement"),
            models.Index(fields=["holder", "number"], name="case_by_holder"),
            models.Index(fields=["handed_over_by", "accepted_on"], name="case_by_sender"),
            models.Index(
                fields=["agreement", "number"],
                condition=Q(closed_on=None),
                name="case_open_by_agreement",
            ),
            models.Index(
                fields=["holder", "number"], condition=Q(closed_on=None), name="case_open_by_holder"
            ),
            models.Index(fields=["agreement", "phase", "number"], name="case_by_phase"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=(Q(phase=Phase.CLOSED) & Q(closed_on__isnull=False))
                | (~Q(phase=Phase.CLOSED) & Q(closed_on=None)),
                name="case_closed_means_a_day",
            ),
            models.CheckConstraint(
                condition=Q(handed_over_by=None, handed_over_on=None)
                | Q(handed_over_by__isnull=False, handed_over_on__isnull=False),
                name="case_handed_over_means_by_and_on",
            ),
            models.CheckConstraint(
                condition=Q(accepted_on=None, accepted_by="")
                | (Q(accepted_on__isnull=False) & ~Q(accepted_by="")),
                name="case_accepted_means_by",
            ),
            models.CheckConstraint(
                condition=Q(handed_back_on=None) | Q(closed_on__isnull=False, holder=None),
                name="case_handed_back_is_closed",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def is_waiting(self) -> bool:
        return self.handed_over_by_id is not None and self.accepted_on is None

    def writing_problems(self) -> list[Problem]:
        """Return why nothing can be written into this case now."""
        return self.noting_problems() + rules.door_problems(until=self.door_ends_at)

    def consent_problems(self) -> list[Problem]:
        """Return why no consent can be noted; a case that waits may need one to be read whole."""
        door = rules.door_problems(until=self.door_ends_at)
        return rules.writing_problems(closed_on=self.closed_on, is_waiting=False) + door

    def noting_problems(self) -> list[Problem]:
        """Return why no note can be written: as for the rest, but the emergency door lets it."""
        return rules.writing_problems(closed_on=self.closed_on, is_waiting=self.is_waiting)


class ProtectedReader(models.Model):
    """Somebody who is named for a specially protected case: nobody else sees it."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="protected_readers")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("benannte Person")
        verbose_name_plural = _("benannte Personen")
        constraints = [
            models.UniqueConstraint(fields=["user", "case"], name="protected_reader_once")
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.user_id}"


class DoorRuleQuerySet(models.QuerySet["DoorRule"]):
    def in_force(self, *, on: date) -> "DoorRule":
        """Return the rule of the day, or raise Refused: without a rule the door stays shut."""
        rule = self.filter(valid_from__lte=on).order_by("-valid_from").first()
        if rule is None:
            text = _("Für diesen Tag gibt es keine Regel für die Notfalltür; sie bleibt zu.")
            raise Refused([Problem("no-door-rule", str(text))])
        return rule


class DoorRule(models.Model):
    """How long the emergency door stays open, and how often somebody may try a number."""

    hours = models.PositiveSmallIntegerField(_("Stunden offen"))
    tries_an_hour = models.PositiveSmallIntegerField(_("Versuche in einer Stunde"))
    valid_from = models.DateField(_("gilt ab"), unique=True)
    source = models.TextField(_("Quelle"))

    objects = DoorRuleQuerySet.as_manager()

    class Meta:
        verbose_name = _("Regel der Notfalltür")
        verbose_name_plural = _("Regeln der Notfalltür")
        constraints = [
            models.CheckConstraint(
                condition=Q(hours__gte=1, tries_an_hour__gte=1), name="door_rule_is_positive"
            )
        ]

    def __str__(self) -> str:
        return f"{self.hours} h, {self.valid_from}"


class EmergencyAccessQuerySet(models.QuerySet["EmergencyAccess"]):
    def open(self, user: Any, *, at: datetime) -> "EmergencyAccessQuerySet":
        """Return the doors through which this user may go at the moment."""
        return self.filter(user=user.pk, ends_at__gt=at)


class EmergencyAccess(models.Model):
    """Somebody opened one case of the carrier in an emergency, with a reason (Notfalltür)."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="emergency_accesses")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reason = EncryptedTextField(_("Begründung"))
    opened_at = models.DateTimeField(_("geöffnet"))
    ends_at = models.DateTimeField(_("offen bis"))
    seen_by_lead_at = models.DateTimeField(_("gesehen"), null=True, blank=True)

    objects = EmergencyAccessQuerySet.as_manager()

    class Meta:
        verbose_name = _("Öffnung der Notfalltür")
        verbose_name_plural = _("Öffnungen der Notfalltür")
        indexes = [
            models.Index(fields=["user", "ends_at"], name="door_by_user"),
            models.Index(
                fields=["opened_at"], condition=Q(seen_by_lead_at=None), name="door_unseen"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("opened_at")) & ~Q(reason=""), name="door_has_a_reason"
            )
        ]

    def __str__(self) -> str:
        return f"{self.opened_at:%Y-%m-%d %H:%M}"
