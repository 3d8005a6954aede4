# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What this process read of a long list for the preview, so that taking it over does not read again.

One list at a time, in memory only and for half an hour at most: then, in another process or after
other columns were chosen, the file is read anew. What was compared is never kept: the database may
say something else by then.
"""

import threading
from datetime import date

from geleit.intake.models import ImportBatch
from geleit.intake.reading import ReadList

KEPT_SECONDS = 30 * 60
Key = tuple[object, ...]


class _Shelf:
    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.key: Key = ()
        self.read: ReadList | None = None

    def put(self, key: Key, read: ReadList) -> None:
        with self.lock:
            self.key, self.read = key, read
        timer = threading.Timer(KEPT_SECONDS, self.clear, [read])
        timer.daemon = True
        timer.start()

    def clear(self, read: ReadList) -> None:
        with self.lock:
            if self.read is read:
                self.key, self.read = (), None

    def take(self, key: Key) -> ReadList | None:
        with self.lock:
            if self.key != key:
                return None
            read, self.key, self.read = self.read, (), None
            return read


_shelf = _Shelf()


def keep(batch: ImportBatch, read: ReadList, *, on: date) -> None:
    """Keep what was read of a list; what was kept of another one goes."""
    _shelf.put(_key(batch, on=on), read)


def taken(batch: ImportBatch, *, on: date) -> ReadList | None:
    """Return what was kept of this list, read on this day and with these columns; keeps it no longer."""
    return _shelf.take(_key(batch, on=on))


def _key(batch: ImportBatch, *, on: date) -> Key:
    return batch.pk, batch.sha256, tuple(sorted(batch.choices.items())), on
