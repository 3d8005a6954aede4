# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a case file does across the rooms below it."""

from datetime import date
from typing import Any

from django.db import transaction

from geleit.cases.actions import close_case, locked
from geleit.cases.models import Case
from geleit.desk.case_file import open_work


@transaction.atomic
def close_as_it_is(case: Case, *, by: Any, on: date) -> Case:
    """Close the case with what is open now: counted under the lock that every addition needs."""
    case = locked(case)
    return close_case(case, by=by, on=on, **open_work(case))
