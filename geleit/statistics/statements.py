# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The statement agreed / delivered as it may leave the carrier, with the words around it."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from babel.numbers import format_percent
from django.utils.translation import get_language, ngettext, to_locale
from django.utils.translation import gettext as _

from geleit.agreements.enums import ActionField, Unit
from geleit.agreements.models import CooperationAgreement
from geleit.core.dates import Quarter, day_text
from geleit.statistics import disclosure, rules, tables
from geleit.statistics.models import Audience, DisclosureRule

HIDDEN = "·"


@dataclass(frozen=True)
class Line:
    """One service item. `delivered` and `share` are None where they are protected or unknown."""

    item: int
    number: int
    name: str
    action_field: str
    unit: str
    agreed: Decimal
    delivered: Decimal | None
    share: Decimal | None  # 1 is all that was agreed
    is_protected: bool

    @property
    def action_field_label(self) -> str:
        return str(ActionField(self.action_field).label)

    @property
    def unit_label(self) -> str:
        return str(Unit(self.unit).label)

    @property
    def percent(self) -> int | None:
        """The share in whole percent, rounded; 100 only when all that was agreed is reached."""
        if self.share is None:
            return None
        rounded = int((self.share * 100).quantize(Decimal(1), ROUND_HALF_UP))
        return 99 if rounded == 100 and self.share < 1 else rounded

    @property
    def percent_text(self) -> str:
        return "–" if self.percent is None else percent_text(self.percent)


@dataclass(frozen=True)
class Statement:
    """Agreed / delivered of a period, first and last day counted, protected by `rule`."""

    agreement: CooperationAgreement
    first: date
    last: date
    counted_until: date
    lines: list[Line]
    households_rounded: int
    rule: DisclosureRule

    @property
    def is_interim(self) -> bool:
        return self.counted_until < self.last

    @property
    def has_begun_counting(self) -> bool:
        return self.counted_until >= self.first

    @property
    def is_for_publication(self) -> bool:
        return self.rule.name == Audience.PUBLICATION

    @property
    def protected(self) -> list[Line]:
        return [line for line in self.lines if line.is_protected]

    @property
    def is_quarter(self) -> bool:
        quarter = Quarter.of(self.first)
        return (quarter.first_day, quarter.last_day) == (self.first, self.last)

    @property
    def period_text(self) -> str:
        if self.is_quarter:
            return quarter_text(Quarter.of(self.first))
        return _("%(first)s bis %(last)s") % {
            "first": day_text(self.first),
            "last": day_text(self.last),
        }

    @property
    def hidden_text(self) -> str:
        """Return the words that stand for a protected figure."""
        minimum = self.rule.minimum_households
        return _("aus weniger als %(minimum)s Haushalten") % {"minimum": minimum}


def state_of(
    agreement: CooperationAgreement,
    *,
    first: date,
    last: date,
    on: date,
    audience: str = Audience.STEERING,
) -> Statement:
    """Return the protected statement as made on a day; raises Refused without a rule."""
    until = rules.counted_until(last=last, on=on)
    counts = tables.count(agreement, first=first, last=last, counted_until=until)
    rule = DisclosureRule.objects.in_force(audience, on=on)
    return protected(agreement, counts, rule=rule)


def protected(
    agreement: CooperationAgreement, counts: tables.Counts, *, rule: DisclosureRule
) -> Statement:
    """Return the statement of counts, with everything hidden that rests on too few households."""
    several = len({count.item.mandate_id for count in counts.items}) > 1
    return Statement(
        agreement=agreement,
        first=counts.first,
        last=counts.last,
        counted_until=counts.counted_until,
        lines=[_line(count, counts, rule=rule, several=several) for count in counts.items],
        households_rounded=disclosure.to_base(counts.households, rule.protection),
        rule=rule,
    )


def _line(
    count: tables.ItemCount, counts: tables.Counts, *, rule: DisclosureRule, several: bool
) -> Line:
    hidden = disclosure.is_hidden(count.households, rule.protection)
    delivered: Decimal | None = count.delivered
    if hidden or counts.counted_until < counts.first:
        delivered = None
    elif counts.counted_until < counts.last and count.households:
        delivered = Decimal(disclosure.to_base(count.delivered, rule.protection))
    item = count.item
    return Line(
        item=item.pk,
        number=item.number,
        name=f"{item.name} ({item.mandate.name})" if several else item.name,
        action_field=item.action_field,
        unit=item.unit,
        agreed=count.agreed,
        delivered=delivered,
        share=None if delivered is None else rules.share(delivered, count.agreed),
        is_protected=hidden,
    )


def quarter_text(quarter: Quarter) -> str:
    return _("%(number)s. Quartal %(year)s") % {"number": quarter.number, "year": quarter.year}


def percent_text(percent: int) -> str:
    """Return 45 % with the blank of German, 45% in English."""
    return str(format_percent(Decimal(percent) / 100, locale=to_locale(get_language() or "de")))


def headline(statement: Statement) -> str:
    """Return what the figures come to, in one sentence."""
    if not statement.lines:
        return _("In diesem Zeitraum galt kein Leistungsposten.")
    if not statement.has_begun_counting:
        return _("Das Quartal hat begonnen; gezählt wird nach dem ersten vollen Monat.")
    shares = [line.share for line in statement.lines if line.share is not None]
    reached, total = sum(1 for share in shares if share >= 1), len(shares)
    if not shares:
        return _("Zum Schutz der Menschen ist in diesem Zeitraum keine Leistung ausgewiesen.")
    if statement.is_interim:
        words = ngettext(
            "Zwischenstand vom %(day)s: Bei %(reached)s von %(total)s Leistung ist die Menge des "
            "ganzen Zeitraums schon erreicht.",
            "Zwischenstand vom %(day)s: Bei %(reached)s von %(total)s Leistungen ist die Menge "
            "des ganzen Zeitraums schon erreicht.",
            total,
        )
    else:
        words = ngettext(
            "Bei %(reached)s von %(total)s Leistung ist die vereinbarte Menge erreicht.",
            "Bei %(reached)s von %(total)s Leistungen ist die vereinbarte Menge erreicht.",
            total,
        )
    return words % {"reached": reached, "total": total, "day": day_text(statement.counted_until)}


def summary(statement: Statement) -> list[str]:
    """Return the sentences that follow the headline: households, what is behind, what is hidden."""
    if not statement.has_begun_counting or not statement.lines:
        return []
    sentences = [households_text(statement)]
    behind = [line for line in statement.lines if line.share is not None and line.share < 1]
    if behind and not statement.is_interim:
        least = min(behind, key=lambda line: (line.share, line.number))
        words = _("Am weitesten zurück liegt „%(name)s“ mit %(percent)s.")
        sentences.append(words % {"name": least.name, "percent": least.percent_text})
    if statement.protected:
        words = ngettext(
            "Eine weitere Leistung ist nicht ausgewiesen: Sie stammt %(few)s.",
            "%(number)s weitere Leistungen sind nicht ausgewiesen: Sie stammen jeweils %(few)s.",
            len(statement.protected),
        )
        number = len(statement.protected)
        sentences.append(words % {"number": number, "few": statement.hidden_text})
    return sentences


def households_text(statement: Statement) -> str:
    """Return how many households were reached; says no more than the rounded number does."""
    if statement.households_rounded:
        words = _("Die Beratung hat rund %(number)s Haushalte erreicht.")
        return words % {"number": statement.households_rounded}
    fewer = -(-statement.rule.rounding_base // 2)  # what rounds to 0 is less than half the base
    return _("Die Beratung hat weniger als %(number)s Haushalte erreicht.") % {"number": fewer}


def notes(statement: Statement) -> list[str]:
    """Return how it was counted and protected, one sentence or two each."""
    minimum, base = statement.rule.minimum_households, statement.rule.rounding_base
    found = [
        _(
            "Vereinbart: die Menge des Leistungsumfangs, auf den Zeitraum umgerechnet; ganze "
            "Monate zählen voll, angebrochene nach Tagen."
        ),
        _(
            "Geleistet: Stunden sind Minuten der Kontakte und Angebote durch 60, Kontakte und "
            "Angebote sind ihre Anzahl. Es zählt nur der Auftrag dieser Vereinbarung, nicht was "
            "daneben läuft."
        ),
        _(
            "Schutz: Beruht eine Leistung auf weniger als %(minimum)s Haushalten, steht dort ein "
            "Punkt (%(sign)s). Summen über Leistungen gibt es nicht, damit niemand zurückrechnen "
            "kann. Haushalte sind auf Vielfache von %(base)s gerundet."
        )
        % {"minimum": minimum, "base": base, "sign": HIDDEN},
    ]
    if statement.is_interim:
        found.append(
            _(
                "Zwischenstand: Gezählt ist bis zum letzten vollen Monat (%(day)s), was auf "
                "Kontakten beruht, auf Vielfache von %(base)s gerundet. Der Anteil misst an der "
                "Menge des ganzen Zeitraums."
            )
            % {"day": day_text(statement.counted_until), "base": base}
        )
    if not statement.is_quarter:
        found.append(
            _(
                "Dieser Zeitraum ist kein Kalenderquartal. Bitte nicht neben Nachweisen "
                "weitergeben, deren Zeiträume sich mit ihm überschneiden: Aus der Differenz "
                "ließen sich geschützte Zahlen berechnen."
            )
        )
    return found
