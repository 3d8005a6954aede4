# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""One letter with its deadlines and what it said before it was corrected."""

from dataclasses import dataclass
from datetime import date

from geleit.accounts.models import User
from geleit.deadlines.enums import DeadlineState
from geleit.deadlines.letters.assessment import Proposal, from_json
from geleit.deadlines.models import Deadline, IncomingLetter
from geleit.deadlines.tracking.answering import note_who_answers


@dataclass(frozen=True)
class LetterView:
    """What the page of a letter shows."""

    letter: IncomingLetter
    proposals: list[Proposal]
    deadlines: list[Deadline]
    former: list[IncomingLetter]
    is_corrected: bool


def view_of(letter: IncomingLetter, *, on: date) -> LetterView:
    """Return what belongs to a letter that was narrowed to its reader."""
    rows = Deadline.unguarded.filter(letter=letter).select_related("owner", "deputy", "checked_by")
    deadlines = list(rows.order_by("due_on", "pk"))
    note_who_answers(deadlines, letter.case, on=on)
    return LetterView(
        letter=letter,
        proposals=proposals_of(letter),
        deadlines=deadlines,
        former=wordings_of(letter)[1:],
        is_corrected=IncomingLetter.unguarded.filter(corrects=letter).exists(),
    )


def wordings_of(letter: IncomingLetter) -> list[IncomingLetter]:
    """Return the letter and what it said before, the newest first."""
    found, older = [letter], letter.corrects
    while older is not None:
        found.append(older)
        older = older.corrects
    return found


def people_of(letter: IncomingLetter) -> dict[str, int | None]:
    """Return who is named for the open deadlines of a letter, for asking again."""
    row = Deadline.unguarded.open().filter(letter=letter).order_by("due_on", "pk").first()
    return {"owner": row.owner_id, "deputy": row.deputy_id} if row else {}


def done_before(letter: IncomingLetter) -> dict[str, date | None]:
    """Return what was done about a letter or a former wording of it: kind and day."""
    rows = Deadline.unguarded.filter(letter__in=wordings_of(letter), state=DeadlineState.DONE)
    return dict(rows.order_by("closed_on").values_list("kind", "closed_on"))


def land_of(user: User) -> str:
    """Return the Land in which all bodies of this person sit; "": several, or not known."""
    lands = {membership.organisation.land for membership in user.active_memberships}
    return lands.pop() if len(lands) == 1 else ""


def proposals_of(letter: IncomingLetter) -> list[Proposal]:
    return [from_json(kept) for kept in letter.derivation]


def derivation_of(deadline: Deadline) -> Proposal | None:
    """Return how the day of a deadline was found, when it came by letter."""
    if deadline.letter is None:
        return None
    wanted = deadline.kind.removeprefix("brief-")
    return next((p for p in proposals_of(deadline.letter) if p.key == wanted), None)
