# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""How cases and persons are found by what somebody types: mixins of their query sets."""

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import date
from typing import Any, Self

from django.apps import apps
from django.db.models import Exists, OuterRef, Q

from geleit.cases.enums import BirthPrecision
from geleit.cases.models.numbers import numbered
from geleit.core.eyes import system_eyes
from geleit.core.prefixes import begin_so, begins
from geleit.core.text import search_form
from geleit.names.births import Birth
from geleit.names.keys import Asked, asked_forms, asked_parts
from geleit.names.typed import Typed, read_typed

COMMON_NAME = 1500  # persons; above that the search reads cases in order instead of by name
FEW_CASES = 500  # up to that the search reads the names in them instead of all that begin so


class CaseSearch:
    """For query sets of cases: by their number, or by names and birth of their persons."""

    filter: Any
    order_by: Any

    def found_by(self, text: str, *, few: list[int] | None = None) -> Self:
        """Narrow to cases whose number, or one of whose persons' names, begins with the text.

        Where a date of birth is in the text, one and the same person has the name and the date.

        A rare name is looked up first, by its index; a common one is met soon enough when the
        cases are read in order. Both give the same cases. `few` as `few_households` tells.
        """
        typed = read_typed(text)
        if typed.is_number:
            return self.filter(numbered(typed.name))
        born = _all("Person").born(typed)
        if few is not None:
            persons = born.filter(household__in=few)
            found = persons.begun(typed) | persons.with_words(typed.name, by_index=False)
            return self.filter(household__in={*found.all_households()})
        begun = born.begun(typed).order_by()
        households = begun.some_households()
        if len(households) > COMMON_NAME:
            return self.filter(Exists(begun.filter(household=OuterRef("household"))))
        if not typed.name:
            return self.filter(household__in={*households})
        others = born.with_words(typed.name)
        more = others.some_households()
        if len(more) > COMMON_NAME:  # of those that are seen there may be fewer
            more = list(others.values_list("household", flat=True)[:COMMON_NAME])
        return self.filter(household__in={*households, *more})

    def with_somebody_like(self, text: str, *, by_index: bool) -> Self:
        """Narrow to what `found_by` and `spelled_like` find together, in a single question.

        For those who ask about few cases or seldom; `by_index` where the cases are many.
        """
        if read_typed(text).is_number:
            return self.found_by(text)
        if by_index:
            persons = _all("Person").matching(text, by_index=True)
            return self.filter(household__in=persons.order_by().values("household"))
        home = _all("Person").filter(household=OuterRef("household"))
        return self.filter(Exists(home.matching(text)))

    def spelled_like(
        self, text: str, *, known: Iterable[int] | None = None, few: list[int] | None = None
    ) -> Self:
        """Narrow to cases with a person whose names are other spellings of the words: محمد, Mohamad.

        Those that begin with the words are left out, because `found_by` has them; where they are
        very many, some may come up in both. Who knows their households already says them.
        """
        typed = read_typed(text)
        name, born = typed.name, _all("Person").born(typed)
        if few is not None:
            persons = born.filter(household__in=few)
            households = {*persons.spelled(name, by_index=False).all_households()}
            if known is None:
                known = persons.named(name).all_households()
            return self.filter(household__in=households - {*known})
        spelled = born.spelled(name).order_by()
        found = spelled.some_households()  # one for each person: a family is several
        if len(found) > COMMON_NAME:
            alike = Exists(spelled.filter(household=OuterRef("household")))
            named = born.named(name).filter(household=OuterRef("household"))
            others = self.filter(alike).exclude(Exists(named))
            return others.exclude(household__in={*known}) if known else others
        if known is None:
            known = born.named(name).some_households()
        return self.filter(household__in={*found} - {*known})

    def few_households(self) -> list[int] | None:
        """Return the households of these cases where they are few, so that their names are read at once.

        So it is with what a social worker sees; where a lead sees many, names go by their index.
        """
        found = list(self.order_by().values_list("household", flat=True)[: FEW_CASES + 1])
        return found if len(found) <= FEW_CASES else None


class PersonSearch:
    """For query sets of persons: by their names, in whatever spelling, and by their birth."""

    filter: Any
    order_by: Any
    none: Any
    values: Any
    __or__: Any

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

    def matching(self, text: str, *, by_index: bool = False) -> Self:
        """Return those whom a search for the text means, as typed or in another spelling."""
        typed = read_typed(text)
        born = self.born(typed)
        if not typed.name:
            return born.begun(typed)
        found = born.named(typed.name) | born.with_words(typed.name, by_index=by_index)
        return found | born.spelled(typed.name, by_index=by_index)

    def born(self, typed: Typed) -> Self:
        """Narrow to those who may be born so; beside a name 1 January is enough, if the year agrees.

        Offices enter 1 January where only the year is known; a month that is known is kept as its
        first day.
        """
        known = Q()
        for birth in typed.births:
            known |= _born(birth)
            if typed.name and birth.month:
                known |= Q(born_on=date(birth.year, 1, 1))
            if typed.name and birth.day:
                first = date(birth.year, birth.month, 1)
                known |= Q(born_on=first, birth_precision=BirthPrecision.MONTH)
        return self.filter(known)

    def begun(self, typed: Typed) -> Self:
        """Return those whose names begin as typed; where only a date was, all of those."""
        return self.filter() if typed.births and not typed.name else self.named(typed.name)

    def named(self, text: str) -> Self:
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

    def with_words(self, text: str, *, by_index: bool = True) -> Self:
        """Return persons who have a word beginning so for each of the words: the third one, too.

        "ozturk" finds Öztürk here. Single words of less than three letters find nobody. Not
        `by_index` where they are few: then each of them is asked for her words.
        """
        found: Self = self
        words = _longest_first(text)
        for place, word in enumerate(words):
            if not place and len(word) < 3:
                return self.none()
            begun, is_first = Q(), by_index and not place
            for form in asked_forms(word):
                begun |= begins(_column("word", is_first=is_first), form)
            found = found._with_word(begun, is_first=is_first)
        return found if words else self.none()

    def spelled(self, text: str, *, by_index: bool = True) -> Self:
        """Return persons who have each of the words in some spelling, at least one in another."""
        ways = [self._spelled_so(parts, by_index=by_index) for parts in asked_parts(text)]
        if len(ways) < 2:
            return ways[0] if ways else self.none()
        return self.filter(Q(pk__in=ways[0].values("pk")) | Q(pk__in=ways[1].values("pk")))

    def _spelled_so(self, parts: tuple[Asked, ...], *, by_index: bool) -> Self:
        found: Self = self
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

    def _with_word(self, condition: Q, *, is_first: bool) -> Self:
        words = _all("NameWord").filter(condition)
        if is_first:
            return self.filter(pk__in=words.values("person"))
        return self.filter(Exists(words.filter(person=OuterRef("pk"))))


def _born(birth: Birth) -> Q:
    """Return the days that a date of birth means: one, or those of its month or year."""
    if birth.day:
        return Q(born_on=date(birth.year, birth.month, birth.day))
    first = date(birth.year, birth.month or 1, 1)
    last = first.replace(month=birth.month or 12)
    last = last.replace(day=monthrange(last.year, last.month)[1])
    return Q(born_on__range=(first, last))


def _all(table: str) -> Any:
    """Return all rows of a table of this house, which is built upon this room."""
    return apps.get_model("cases", table).unguarded.all()


def _column(name: str, *, is_first: bool) -> str:
    """Return the column as it is asked: the first word goes by its index, others by the person."""
    return name if is_first else f"{name}__unindexed"


def _longest_first(text: str) -> list[str]:
    words = [word for word in re.split(r"[\s,]+", text) if asked_forms(word)]
    return sorted(words[:4], key=lambda word: -len(word))
