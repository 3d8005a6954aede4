# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is known about a letter and its deadline: the question to the library."""

from datetime import date, time
from typing import NamedTuple

from geleit.deadlines.rules.calendars import Place
from geleit.deadlines.rules.periods import Period


class Inquiry(NamedTuple):
    """What is known. Leave out what is not known: nothing is guessed in silence.

    regime           sgbx, vwvfg, lvwvfg_bw, vwzg, lvwzg_bw, ao, bgb or eu
    service          how the letter came: brief, einschreiben, pzu, niederlegung … (docs/fristen.md)
    period           „1M“, „2W“, „-2M“, „3WT“, „fix“, „0“ or a Period
    posted_on        posting day: postmark, note of dispatch; day of publication; day on which the
                     portal sent its notice; day of delivery to the reception centre
    received_on      day of service (yellow envelope, receipt signed), of retrieval, of the event;
                     with a simple letter: the day on which it really arrived, if that is known
    letter_date      date printed on the letter, when nothing else is known
    place            seat of the authority or court where the act is due
    act              what is to be done, in words: „Widerspruch“, „Klage“; also known kinds of days
                     that never move („Termin“), see docs/fristen.md
    is_instructed    does the letter tell the remedy, the body, its seat and the period? False: one
                     year; None: nobody has looked yet
    may_shift        False: the end never moves (benefit period, day announced with that hint)
    saturday_counts  False only where a Saturday is no Werktag (payment of rent)
    at               the hour, for periods in hours
    lead_days        days of rest before the cautious day
    """

    regime: str
    service: str = "brief"
    period: str | Period = "1M"
    posted_on: date | None = None
    received_on: date | None = None
    letter_date: date | None = None
    place: Place = Place()
    act: str = ""
    is_instructed: bool | None = True
    may_shift: bool = True
    saturday_counts: bool = True
    at: time | None = None
    lead_days: int = 0
