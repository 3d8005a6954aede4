# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""At the start: deadlines follow the days of the files."""

from typing import Any

from django.apps import AppConfig
from django.utils.timezone import localdate


class DeadlinesConfig(AppConfig):
    name = "geleit.deadlines"

    def ready(self) -> None:
        from geleit.cases.followers import FOLLOWERS, FOLLOWERS_OF_MANY
        from geleit.deadlines.reminding.actions import without_reminders
        from geleit.deadlines.tracking.actions import follow, follow_many
        from geleit.jobs import mails

        def follow_today(case: Any, *, by: Any) -> None:
            follow(case, by=by, on=localdate())

        def follow_many_today(cases: Any, *, by: Any) -> None:
            follow_many(cases, by=by, on=localdate())

        FOLLOWERS.append(follow_today)
        FOLLOWERS_OF_MANY.append(follow_many_today)
        mails.REFUSALS.append(without_reminders)
