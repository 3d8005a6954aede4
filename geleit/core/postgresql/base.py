# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Django's PostgreSQL, which learns before each statement whose eyes ask (geleit.core.eyes).

The session keeps who asks in settings named geleit.*, and the policies read them. A rollback, also
to a savepoint, takes settings back without saying so; then they are told again. So nobody's
statement ever runs with somebody else's eyes, whatever a transaction did in between.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.db import Error
from django.db.backends.postgresql import base
from django.utils.timezone import localdate, now
from psycopg.pq import TransactionStatus

from geleit.core.eyes import NOBODY, Eyes, present

FACTS = (
    "user", "led", "worked", "holders", "acted", "named", "doors", "county", "town",
    "coordinator", "volunteer", "released",
)  # fmt: skip
LONGEST_NAME = 63  # signs of an identifier of PostgreSQL
STATE = "SELECT set_config('geleit.system', %s, false), set_config('geleit.shut', %s, false)"
BLANK = ", ".join([STATE, *(f"set_config('geleit.{fact}', '', false)" for fact in FACTS)])
# The conditions of the policies look dear to the planner, so it would compile nearly each statement
# (70 ms for one that runs 10), and it would plan a kept statement anew for each value.
MANNERS = "SET jit = off; SET plan_cache_mode = force_generic_plan"
LOOK = f"{STATE}, geleit_look(%s, %s, %s)"  # finds the facts; geleit/walls/policies.py


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that remembers whose eyes its session has."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._told: Eyes | None = None  # not known
        self._prepared: set[str] = set()  # names of statements whose plan the session keeps
        self.execute_wrappers.append(self._tell_first)

    def _tell_first(
        self, execute: Callable[..., Any], sql: str, params: Any, many: Any, context: Any
    ) -> Any:
        if self._told != (eyes := present()):
            self._tell(eyes)
        return execute(sql, params, many, context)

    def _tell(self, eyes: Eyes) -> None:
        """Set the session's eyes past Django's log of queries, which counts what pages ask."""
        if self.connection.info.transaction_status == TransactionStatus.INERROR:
            return  # nothing but a rollback is possible, and that forgets
        told, self._told = self._told, None
        state = ["on" if is_so else "" for is_so in (eyes.is_system, eyes.without_waiting)]
        with self.wrap_database_errors, self.connection.cursor() as cursor:
            if told and told.look is eyes.look:
                cursor.execute(STATE, state)
            elif eyes.look:
                cursor.execute(LOOK, [*state, eyes.look.user, localdate(), now()])
            else:
                cursor.execute(BLANK, state)
        self._told = eyes

    def prepare_once(self, name: str, types: Iterable[str], statement: Callable[[], str]) -> None:
        """Let the session keep the plan of a statement, past Django's log of queries.

        The plan rests on no value and on nobody's eyes: the policies read those when it is carried out.
        """
        self.ensure_connection()
        if name in self._prepared:
            return
        if len(name) > LONGEST_NAME:
            raise AssertionError("PostgreSQL would cut the name, and two statements share one")
        with self.wrap_database_errors, self.connection.cursor() as cursor:
            cursor.execute(f"PREPARE {name} ({', '.join(types)}) AS {statement()}")
        self._prepared.add(name)

    def forget_eyes(self) -> None:
        """Leave nobody's eyes in the session; a connection that is lost has none."""
        if self.connection is not None and not self.connection.closed and self._told != NOBODY:
            try:
                self._tell(NOBODY)
            except Error:
                self._told = None

    def get_new_connection(self, conn_params: Any) -> Any:
        self._told = None  # a pool may hand out a session that somebody else had
        self._prepared = set()
        return super().get_new_connection(conn_params)

    def _configure_connection(self, connection: Any) -> bool:
        with connection.cursor() as cursor:
            cursor.execute(MANNERS)
        super()._configure_connection(connection)  # type: ignore[misc]
        return True  # it is to be committed, else a rollback would take it back

    def _commit(self) -> None:
        told, self._told = self._told, None
        super()._commit()  # type: ignore[misc]
        self._told = told

    def _rollback(self) -> None:
        self._told = None
        super()._rollback()  # type: ignore[misc]

    def _savepoint_rollback(self, sid: str) -> None:
        super()._savepoint_rollback(sid)  # type: ignore[misc]
        self._told = None
