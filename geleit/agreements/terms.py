# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""How long an agreement runs, when it renews itself, and until when notice must be given. Pure.

Two kinds of published agreements: one that ends on a set day and is prolonged by a decision, and
one that runs to the end of a year and then on for another year each, unless a party gives notice
some months before (Berglen and Winnenden: three months to the end of the year).
"""

from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count


@dataclass(frozen=True)
class Term:
    """When an agreement begins, ends for the first time, and how it goes on."""

    begins_on: date
    first_end: date | None  # None: it runs until notice is given
    renews_by_months: int = 0  # 0: it ends by itself
    notice_months: int = 0  # 0: nobody needs to give notice
    ended_early_on: date | None = None  # an ending that both sides agreed

    def __post_init__(self) -> None:
        if self.first_end and self.first_end < self.begins_on:
            raise ValueError("A term ends after it begins.")
        if self.renews_by_months < 0 or self.notice_months < 0:
            raise ValueError("Months are not negative.")
        if self.renews_by_months and self.first_end is None:
            raise ValueError("What has no end does not renew itself.")


def months_later(day: date, months: int) -> date:
    """Return the same day some months later or earlier; a month's last day stays a last day.

    31 January and three months give 30 April; the end of a term is the end of a month again
    also when it went through February.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    length = monthrange(year, month + 1)[1]
    is_last = day.day == monthrange(day.year, day.month)[1]
    return date(year, month + 1, length if is_last else min(day.day, length))


def current_end(term: Term, *, on: date, notice_given_on: date | None = None) -> date | None:
    """Return the day with which the agreement ends as things stand; None: it goes on.

    Notice that came in time for an end takes effect then, else for the next end. Without notice
    an agreement that renews itself ends at the end of the stretch in which `on` lies.
    """
    if term.ended_early_on:
        return term.ended_early_on
    if notice_given_on is not None:
        return end_after_notice(term, notice_given_on)
    if term.first_end is None or not term.renews_by_months:
        return term.first_end
    return next(end for end in _ends(term) if end >= on)


def end_after_notice(term: Term, given_on: date) -> date:
    """Return the day with which the agreement ends when notice arrives on a day."""
    if term.first_end is None:
        return months_later(_end_of_month(given_on), term.notice_months)
    if not term.renews_by_months:
        return term.first_end
    return next(end for end in _ends(term) if given_on <= notice_day(term, end))


def term_on(terms: Sequence[Term], day: date) -> Term:
    """Return the term that counts on a day, of those that were signed one after the other."""
    begun = [term for term in terms if term.begins_on <= day]
    return begun[-1] if begun else terms[0]


def binding_term(terms: Sequence[Term], *, given_on: date) -> Term:
    """Return the term that decides about notice that arrives on a day.

    That is the term in force on this day. Both sides have also signed what follows it: a later
    term that begins before the notice could take effect has replaced the earlier one by then, so
    it decides. A term that ends by itself on the eve of a later one is no end either: it goes on
    in the words of the later. Where the sides must name the end, nothing later is reckoned.
    """
    found = term_on(terms, given_on)
    for later in terms[terms.index(found) + 1 :]:
        if not has_computed_end(found):
            break
        ends_by_itself = found.first_end is not None and not found.renews_by_months
        end = end_after_notice(found, given_on) + timedelta(days=int(ends_by_itself))
        if end < later.begins_on:
            break
        found = later
    return found


def end_of_notice(terms: Sequence[Term], given_on: date) -> date | None:
    """Return the day with which notice ends an agreement; None where the sides must name it.

    A period without a set end never begins before the term that agrees it.
    """
    term = binding_term(terms, given_on=given_on)
    if not has_computed_end(term):
        return None
    counts_from = given_on if term.first_end else max(given_on, term.begins_on)
    return end_after_notice(term, counts_from)


def has_computed_end(term: Term) -> bool:
    """Return whether the term itself says when notice ends it.

    One without an end and without a period of notice does not; the sides say it.
    """
    return term.first_end is not None or term.notice_months > 0


def notice_day(term: Term, end: date) -> date:
    """Return the last day on which notice for this end may arrive.

    The months are counted backwards from the end: three months to 31 December is 30 September.
    A notice period protects the other side, so a Saturday, Sunday or holiday does not move it:
    section 193 BGB is not applied to periods of notice.
    """
    return months_later(end, -term.notice_months)


def next_notice_day(term: Term, *, on: date) -> date | None:
    """Return the next day by which notice must have arrived; None where none is needed."""
    if not term.renews_by_months or not term.notice_months or term.ended_early_on:
        return None
    return next(day for end in _ends(term) if (day := notice_day(term, end)) >= on)


def reminder_days(day: date, months_before: Sequence[int]) -> list[date]:
    """Return when to remind of a notice day or an end, the earliest first; else the day itself."""
    return [months_later(day, -months) for months in sorted(months_before or (0,), reverse=True)]


def _ends(term: Term) -> Iterator[date]:
    """Yield the possible ends one after the other, each reckoned from the first."""
    if term.first_end is not None:
        for number in count():
            yield months_later(term.first_end, number * term.renews_by_months)


def _end_of_month(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])
