# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The law that holds in this installation: what came with the product, and its own entries."""

import logging
from datetime import date
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from geleit.core.problems import Problem, Refused
from geleit.deadlines import catalogue
from geleit.deadlines.catalogue import Rule
from geleit.deadlines.rules import LawBook, LawError, load

log = logging.getLogger(__name__)


def current_law() -> LawBook:
    """Return the law book with the entries of DATA_DIR/law/*.toml; raises LawError.

    A changed file counts from the next call on, without a restart.
    """
    return _book(_own_files("law"))


def law_in_force() -> LawBook:
    """Return the same for pages: an entry that can not be read is refused in words."""
    try:
        return current_law()
    except LawError as error:
        text = _(
            "Die eigenen Einträge zum Recht sind nicht lesbar. Bis die Verwaltung sie berichtigt "
            "hat, rechnet Geleit nichts, statt falsch zu rechnen."
        )
        log.error("law: %s", error)
        raise Refused([Problem("law", text)]) from error


def current_rules(*, on: date) -> list[Rule]:
    """Return the rules of the catalogue that hold on this day, with DATA_DIR/catalogue/*.toml."""
    return catalogue.holding(_rules(_own_files("catalogue")), on=on)


def rule_now(key: str, *, on: date) -> Rule | None:
    """Return the rule as it holds on this day, else as it came with the product."""
    return catalogue.rule_of(key, current_rules(on=on)) or catalogue.rule_of(key)


Files = tuple[tuple[Path, int, int], ...]


def _own_files(folder: str) -> Files:
    files = sorted((Path(settings.DATA_DIR) / folder).glob("*.toml"))
    return tuple((file, file.stat().st_mtime_ns, file.stat().st_size) for file in files)


@lru_cache(maxsize=2)
def _rules(files: Files) -> list[Rule]:
    own = [rule for file, _changed, _size in files for rule in catalogue.read(file)]
    return [*catalogue.rules(), *own]


@lru_cache(maxsize=2)
def _book(files: Files) -> LawBook:
    return load(*(file for file, _changed, _size in files))
