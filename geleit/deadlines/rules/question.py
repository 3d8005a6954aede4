# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""An inquiry whose words are understood: what the computation works on."""

from datetime import date
from functools import lru_cache
from typing import NamedTuple

from geleit.deadlines.rules.inquiry import Inquiry
from geleit.deadlines.rules.lawbook import LawBook, NoticeRule, Regime, Windows
from geleit.deadlines.rules.periods import Period, parse_period
from geleit.deadlines.rules.problems import NotComputable
from geleit.deadlines.rules.services import Means, Service, act_word, find_service

MOST_LEAD_DAYS = 3650
FIRST_YEAR, LAST_YEAR = 1900, 2150  # beyond it is a slip of the pen
OF_ASYLUM = frozenset({Means.FACILITY, Means.UNDELIVERABLE})
# Where a law has no rule of its own for a way of delivery, this one is meant.
SAME_AS = {
    ("vwzg", Means.POST): ("vwvfg", Means.POST),
    ("vwzg", Means.ELECTRONIC): ("vwvfg", Means.ELECTRONIC),
    ("vwzg", Means.PORTAL): ("vwvfg", Means.PORTAL),
    ("vwzg", Means.ACCOUNT): ("vwvfg", Means.ACCOUNT),
    ("lvwzg_bw", Means.POST): ("lvwvfg_bw", Means.POST),
    ("lvwzg_bw", Means.ELECTRONIC): ("lvwvfg_bw", Means.ELECTRONIC),
    ("lvwzg_bw", Means.PORTAL): ("lvwvfg_bw", Means.PORTAL),
    ("lvwzg_bw", Means.ACCOUNT): ("lvwvfg_bw", Means.ACCOUNT),
    ("sgbx", Means.ACCOUNT): ("sgbx", Means.PORTAL),
    ("ao", Means.ACCOUNT): ("ao", Means.PORTAL),
    ("sgbx", Means.REGISTERED): ("sgbx", Means.POST),
    ("vwvfg", Means.REGISTERED): ("vwvfg", Means.POST),
    ("lvwvfg_bw", Means.REGISTERED): ("lvwvfg_bw", Means.POST),
}


class Words(NamedTuple):
    """What the words of an inquiry mean, whatever its days.

    `notices`: when a letter that came this way counts as delivered; the first that holds, counts.
    `account`: the same if the portal that it came through is the letterbox of a citizen's account.
    """

    regime: Regime
    service: Service
    means: Means
    period: Period
    notices: tuple[Windows[NoticeRule], ...]
    account: Windows[NoticeRule] | None


class Question:
    """An inquiry with regime, way of delivery and period looked up. Raises NotComputable."""

    __slots__ = (
        "account", "inquiry", "means", "notices", "period", "regime", "service", "unmoved",
    )  # fmt: skip

    def __init__(self, inquiry: Inquiry, book: LawBook) -> None:
        self.inquiry = inquiry
        words = _understood(book, inquiry.regime, inquiry.service, inquiry.period)
        self.regime, self.service, self.means, self.period, self.notices, self.account = words
        self.unmoved = book.unmoved.get(act_word(inquiry.act)) if inquiry.act else None
        if self.unmoved and self.unmoved.but_workdays and self.counts_workdays:
            self.unmoved = None
        if inquiry.lead_days:
            _check_lead_days(inquiry.lead_days)
        if inquiry.posted_on:
            _check_year("posted_date", inquiry.posted_on)
        if inquiry.received_on:
            _check_year("service_date", inquiry.received_on)
        if inquiry.letter_date:
            _check_year("letter_date", inquiry.letter_date)

    @property
    def counts_workdays(self) -> bool:
        return bool(self.period.workdays) or self.means is Means.NTH_WERKTAG


@lru_cache(maxsize=8192)
def _understood(book: LawBook, regime: str, service: str, period: str | Period) -> Words:
    """Look the words up; the same words are asked for again and again."""
    law, way = book.regime(regime), find_service(service)
    length = parse_period(period) if isinstance(period, str) else period
    if way.means is Means.NTH_WERKTAG:
        _check_werktag(way, length)
    own = ("asylg" if way.means in OF_ASYLUM else law.key, way.means)
    meant = [own, *([SAME_AS[own]] if own in SAME_AS else [])]
    notices = tuple(found for each in meant if (found := book.notices(*each)))
    account = book.notices(meant[-1][0], Means.ACCOUNT) if way.means is Means.PORTAL else None
    return Words(law, way, way.means, length, notices, account)


def _check_lead_days(days: int) -> None:
    if not 0 <= days <= MOST_LEAD_DAYS:
        raise NotComputable(
            "lead_days", days, "geht nicht als Vorlauf.",
            f"Bitte eine Zahl von 0 bis {MOST_LEAD_DAYS} angeben.",
        )  # fmt: skip


def _check_werktag(service: Service, period: Period) -> None:
    """Refuse two different numbers, and a Werktag of a month that is counted backwards."""
    if period.is_backwards or (period.workdays or service.number) != service.number:
        raise NotComputable(
            "period", period.text or period, f"passt nicht zu „{service.name}“.",
            f"Bitte {service.number}WT angeben oder die Art der Zustellung ändern.",
        )  # fmt: skip


def _check_year(field: str, day: date) -> None:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise NotComputable(
            field, f"{day:%d.%m.}{day.year}", "liegt außerhalb des Kalenders.",
            "Bitte die Jahreszahl prüfen.",
        )  # fmt: skip
