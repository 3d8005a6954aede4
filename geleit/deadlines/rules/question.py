# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""An inquiry whose words are understood: what the computation works on."""

from datetime import date

from geleit.deadlines.rules.inquiry import Inquiry
from geleit.deadlines.rules.lawbook import LawBook, Regime, Unmoved
from geleit.deadlines.rules.periods import Period, parse_period
from geleit.deadlines.rules.problems import NotComputable
from geleit.deadlines.rules.services import Means, Service, find_service, plain

MOST_LEAD_DAYS = 3650
FIRST_YEAR, LAST_YEAR = 1900, 2150  # beyond it is a slip of the pen


Understood = tuple[Regime, Service, Means, Period, Unmoved | None]


class Question:
    """An inquiry with regime, way of delivery and period looked up. Raises NotComputable."""

    __slots__ = ("book", "inquiry", "means", "period", "regime", "service", "unmoved")

    def __init__(self, inquiry: Inquiry, book: LawBook) -> None:
        self.inquiry = inquiry
        self.book = book
        words = book.words
        key = (inquiry.regime, inquiry.service, inquiry.period, inquiry.act)
        understood = words.get(key) or words.setdefault(key, _understood(inquiry, book))
        self.regime, self.service, self.means, self.period, self.unmoved = understood
        self._check_lead_days()
        _check_year("posted_date", inquiry.posted_on)
        _check_year("service_date", inquiry.received_on)
        _check_year("letter_date", inquiry.letter_date)

    def _check_lead_days(self) -> None:
        days = self.inquiry.lead_days
        if not 0 <= days <= MOST_LEAD_DAYS:
            raise NotComputable(
                "lead_days", days, "geht nicht als Vorlauf.",
                f"Bitte eine Zahl von 0 bis {MOST_LEAD_DAYS} angeben.",
            )  # fmt: skip


def _understood(inquiry: Inquiry, book: LawBook) -> Understood:
    """Look the words up; the same words are asked for again and again."""
    regime, service = book.regime(inquiry.regime), find_service(inquiry.service)
    period = inquiry.period
    period = parse_period(period) if isinstance(period, str) else period
    if service.means is Means.NTH_WERKTAG:
        _check_werktag(service, period)
    unmoved = book.unmoved.get(plain(inquiry.act.split("(")[0])) if inquiry.act else None
    return regime, service, service.means, period, unmoved


def _check_werktag(service: Service, period: Period) -> None:
    """Refuse two different numbers, and a Werktag of a month that is counted backwards."""
    if period.is_backwards or (period.workdays or service.number) != service.number:
        raise NotComputable(
            "period", period.text or period, f"passt nicht zu „{service.name}“.",
            f"Bitte {service.number}WT angeben oder die Art der Zustellung ändern.",
        )  # fmt: skip


def _check_year(field: str, day: date | None) -> None:
    if day and not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise NotComputable(
            field, f"{day:%d.%m.}{day.year}", "liegt außerhalb des Kalenders.",
            "Bitte die Jahreszahl prüfen.",
        )  # fmt: skip
