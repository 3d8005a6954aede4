# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""An inquiry whose words are understood: what the computation works on."""

from datetime import date

from geleit.deadlines.rules.inquiry import Inquiry
from geleit.deadlines.rules.lawbook import LawBook, Regime, Unmoved
from geleit.deadlines.rules.periods import Period, parse_period
from geleit.deadlines.rules.problems import NotComputable
from geleit.deadlines.rules.services import Means, Service, find_service, plain

FIRST_YEAR, LAST_YEAR = 1900, 2150  # beyond it is a slip of the pen


class Question:
    """An inquiry with regime, way of delivery and period looked up. Raises NotComputable."""

    __slots__ = ("book", "inquiry", "means", "period", "regime", "service", "unmoved")

    def __init__(self, inquiry: Inquiry, book: LawBook) -> None:
        self.inquiry = inquiry
        self.book = book
        self.regime: Regime = book.regime(inquiry.regime)
        self.service: Service = find_service(inquiry.service)
        self.means: Means = self.service.means
        period = inquiry.period
        self.period: Period = parse_period(period) if isinstance(period, str) else period
        self.unmoved: Unmoved | None = None
        if inquiry.act:
            self.unmoved = book.unmoved.get(plain(inquiry.act.split("(")[0]))
        _check_year("posted_date", inquiry.posted_on)
        _check_year("service_date", inquiry.received_on)
        _check_year("letter_date", inquiry.letter_date)


def _check_year(field: str, day: date | None) -> None:
    if day and not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise NotComputable(
            field, f"{day:%d.%m.}{day.year}", "liegt außerhalb des Kalenders.",
            "Bitte die Jahreszahl prüfen.",
        )  # fmt: skip
