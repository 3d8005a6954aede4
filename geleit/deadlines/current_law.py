# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The law that holds in this installation: what came with the product, and its own entries."""

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from geleit.deadlines.rules import LawBook, load


def current_law() -> LawBook:
    """Return the law book with the entries of DATA_DIR/law/*.toml; raises LawError.

    A changed file counts from the next call on, without a restart.
    """
    files = sorted((Path(settings.DATA_DIR) / "law").glob("*.toml"))
    return _book(tuple((file, file.stat().st_mtime_ns, file.stat().st_size) for file in files))


@lru_cache(maxsize=2)
def _book(files: tuple[tuple[Path, int, int], ...]) -> LawBook:
    return load(*(file for file, _changed, _size in files))
