# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Change keys while the product runs: old ones open what they sealed until nothing uses them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.timezone import now

from geleit.core.models import DataKey
from geleit.core.vault import columns, data_keys, ring

# Servers notice a new data key after `LOOK_AGAIN`; requests that began before end long before this.
GRACE = timedelta(hours=1)

# Rooms that keep files beside the database: label → what writes all of them anew with another
# data key and yields how many. They come first: a column that holds their keys is sealed after.
FILES: dict[str, Callable[[str], Iterator[int]]] = {}


@dataclass(frozen=True)
class MasterState:
    key_id: str
    is_active: bool
    wraps: int  # data keys


@dataclass(frozen=True)
class DataState:
    key_id: str
    master_key_id: str
    is_current: bool
    created_at: datetime
    retired_at: datetime | None
    seals: int  # values in the database


@dataclass(frozen=True)
class Forgotten:
    """How many keys are gone, and how many stay because something needs them."""

    data_keys: int
    master_keys: int
    kept: int


def masters() -> list[MasterState]:
    used = list(DataKey.objects.values_list("master_key_id", flat=True))
    known = [(key_id, True) for key_id in ring.active()]
    known += [(key_id, False) for key_id in ring.retired()]
    return [MasterState(key_id, active, used.count(key_id)) for key_id, active in sorted(known)]


def data() -> list[DataState]:
    used = columns.use()
    return [
        DataState(
            key.pk,
            key.master_key_id,
            bool(key.is_current),
            key.created_at,
            key.retired_at,
            used[key.pk],
        )
        for key in DataKey.objects.all()
    ]


def rotate_master() -> int:
    """Make a new master key, wrap all data keys with it, retire the former; return how many.

    Values stay as they are. Raises KeyMissing before anything changes, Busy.
    """
    _look_at_keys()
    with ring.locked(wait=False):
        former, new = ring.active(), ring.make()
        with transaction.atomic():
            keys = list(DataKey.objects.select_for_update())
            for key in keys:
                plain = data_keys.unwrap(key.wrapped, key.pk, key.master_key_id)
                key.wrapped = data_keys.wrap(plain, key.pk, new)
                key.master_key_id = new
                key.save(update_fields=["wrapped", "master_key_id"])
        for key_id in former:  # only now: the rows that name them are gone
            ring.retire(key_id)
    return len(keys)


def rotate_data(say: Callable[[str, int], Any]) -> int:
    """Seal every value anew with a new data key; return how many.

    `say(column, rows)` hears of each batch. A run that was stopped is continued with the key that
    it had begun with. Raises KeyMissing, Busy.
    """
    _look_at_keys()
    with ring.locked(wait=False):
        if not DataKey.objects.filter(retired_at__isnull=False, cleared_at=None).exists():
            _new_data_key()
        data_keys.forget()
        count = 0
        while done := _reseal_all(data_keys.current_id(), say):
            count += done  # again, until a walk meets nothing: servers may have written meanwhile
        DataKey.objects.filter(is_current=None, cleared_at=None).update(cleared_at=now())
    return count


def forget_unused() -> Forgotten:
    """Destroy data keys that seal nothing any more, and retired master keys that wrap nothing."""
    with ring.locked(wait=False):
        used = columns.use()
        old = DataKey.objects.filter(cleared_at__isnull=False, retired_at__lt=now() - GRACE)
        gone = [key for key in old if not used[key.pk]]
        kept = DataKey.objects.filter(is_current=None).count() - len(gone)
        DataKey.objects.filter(pk__in=[key.pk for key in gone]).delete()
        idle = [key for key in masters() if not key.is_active]
        unused = [key.key_id for key in idle if not key.wraps]
        for key_id in unused:
            ring.destroy(key_id)
    return Forgotten(len(gone), len(unused), kept + len(idle) - len(unused))


def _look_at_keys() -> None:
    """Raise KeyMissing while nothing has changed yet; a database without keys gets its first."""
    data_keys.stop_without_keys()
    data_keys.current_id()


@transaction.atomic
def _new_data_key() -> None:
    """Retire the current data key and make another; both or neither."""
    DataKey.objects.filter(is_current=True).update(is_current=None, retired_at=now())
    [*_former, newest] = ring.active() or [ring.make()]
    data_keys.add(master_id=newest)


def _reseal_all(key_id: str, say: Callable[[str, int], Any]) -> int:
    count, act = 0, columns.resealing(key_id)
    for label, write_anew in FILES.items():
        for files in write_anew(key_id):
            count += files
            say(label, files)
    for column in columns.sealed_columns():
        for rows in columns.change(column, act, but=key_id):
            count += rows
            say(column.label, rows)
    return count
