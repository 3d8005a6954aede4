# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Somebody of the example holds a post."""

from datetime import date

from geleit.accounts.models import User
from geleit.staffing.models import Position, PositionFilling


def fill(post: Position, holder: User, *, hired_from: date, proved_on: date) -> PositionFilling:
    """Fill a post with somebody who has the qualification that it asks for."""
    return PositionFilling.objects.create(
        position=post,
        holder=holder,
        holder_name=holder.name,
        hired_from=hired_from,
        qualification=post.qualification,
        qualification_proved_on=proved_on,
    )
