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
        self._check_lead_days()
        self._check_werktag()
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

    def _check_werktag(self) -> None:
        """Refuse two different numbers, and a Werktag of a month that is counted backwards."""
        if self.means is not Means.NTH_WERKTAG:
            return
        period, number = self.period, self.service.number
        if period.is_backwards or (period.workdays or number) != number:
            raise NotComputable(
                "period", period.text or period, f"passt nicht zu „{self.service.name}“.",
                f"Bitte {number}WT angeben oder die Art der Zustellung ändern.",
            )  # fmt: skip


def _check_year(field: str, day: date | None) -> None:
    if day and not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise NotComputable(
            field, f"{day:%d.%m.}{day.year}", "liegt außerhalb des Kalenders.",
            "Bitte die Jahreszahl prüfen.",
        )  # fmt: skip
