# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Households, the persons in them, where they live and under which title they stay."""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from geleit.cases.enums import (
    STAGE_OF_KIND,
    BenefitAgency,
    BirthPrecision,
    HousingStage,
    HousingType,
    NameKind,
    Sex,
    StatusKind,
    german_words,
)
from geleit.cases.models.case import Case
from geleit.cases.models.searching import PersonSearch
from geleit.core.fields import EncryptedTextField
from geleit.core.guarded import Guarded
from geleit.core.labels import Labelled
from geleit.core.prefixes import later_words
from geleit.core.text import search_form
from geleit.housing.models import Accommodation
from geleit.names.keys import search_words


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


class PersonQuerySet(PersonSearch, models.QuerySet["Person"]):
    def visible_to(self, user: Any) -> "PersonQuerySet":
        seen = Case.unguarded.visible_to(user)
        return self.filter(household__in=seen.values("household"))

    def beyond_door(self, user: Any) -> "PersonQuerySet":
        """Return whom this user sees otherwise than by the emergency door."""
        seen = Case.unguarded.visible_to(user).beyond_door(user)
        return self.filter(household__in=seen.values("household"))


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
        indexes = [models.Index(fields=["born_on"], name="person_by_birth")]
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
