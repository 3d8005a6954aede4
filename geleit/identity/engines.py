# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who compares a list: our own Fellegi–Sunter, or Splink on DuckDB for very long lists.

Both give the same document: what Splink finds is weighed again by our own model, so that reasons and
safeguards are the same. Splink is not part of the base (docs/dependencies.md).
"""

from collections.abc import Callable, Iterable
from importlib.util import find_spec

from django.utils.translation import gettext as _

from geleit.names.records import Learned, Linker, Record, Scored

OWN, SPLINK = "own", "splink"
ENGINES = (OWN, SPLINK)
LONG = 50_000  # rows from which Splink is worth its start


class EngineMissing(Exception):
    """Splink was asked for and is not installed; the text says what to install."""


def splink_is_here() -> bool:
    return find_spec("splink") is not None and find_spec("duckdb") is not None


def duplicates_of(
    records: list[Record],
    *,
    at_least: float = 0.5,
    engine: str = "auto",
    say: Callable[[str], object] = lambda text: None,
) -> list[Scored]:
    """Return every pair at least so likely, the likeliest first. Raises what `compared` raises."""
    return compared(records, at_least=at_least, engine=engine, say=say)[0]


def compared(
    records: list[Record],
    *,
    at_least: float = 0.5,
    engine: str = "auto",
    also: Iterable[tuple[str, str]] = (),
    say: Callable[[str], object] = lambda text: None,
) -> tuple[list[Scored], Learned | None]:
    """Return every pair at least so likely, the likeliest first, and what the records taught.

    `also` names pairs that are weighed anew, whether or not they would be met again. Raises EngineMissing when Splink is asked for by name and is not there.
    """
    here = splink_is_here()
    if engine == SPLINK and not here:
        text = _(
            "Splink ist nicht installiert. Bitte „pip install --require-hashes -r "
            "requirements-linkage.txt“ ausführen, oder ohne --engine vergleichen: Dann rechnet "
            "Geleit selbst."
        )
        raise EngineMissing(text)
    if engine == SPLINK or (engine == "auto" and here and len(records) >= LONG):
        from geleit.identity.splink_job import splink_pairs

        return splink_pairs(records, at_least=at_least, also=also, say=say), None
    if len(records) >= LONG:
        say(_("Das ist eine lange Liste. Mit Splink geht es schneller: requirements-linkage.txt."))
    linker = Linker(records)
    return linker.found(at_least, also=also), linker.learned
