# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tables about people hand out rows only after somebody has said for whom.

A table that holds personal data has two managers:

* `objects` is guarded: it knows `visible_to(user)` and nothing else, so a view cannot forget it;
* `unguarded` is the plain one, for actions, counts and commands that act for the system.
  tests/house/test_guarded.py lists who may name it.
"""

from typing import Any, NoReturn, TypeVar

from django.db import models

Row = TypeVar("Row", bound=models.Model)


class Unguarded(RuntimeError):
    """Somebody asked a guarded table for rows without saying for whom."""


class Guarded(models.Manager[Row]):
    """Hand out rows through `visible_to(user)` only."""

    def visible_to(self, user: Any) -> Any:
        """Return the rows that exist for this user, as the QuerySet of the table."""
        return self.model.unguarded.all().visible_to(user)  # type: ignore[attr-defined]

    def none(self) -> models.QuerySet[Row]:
        """Return no rows: nobody has to be named for that."""
        return self.model.unguarded.none()  # type: ignore[attr-defined]

    def get_queryset(self) -> NoReturn:
        raise Unguarded(
            f"{self.model.__name__}.objects: say for whom, with visible_to(user). "
            "Actions and counts use .unguarded (see geleit/core/guarded.py)."
        )
