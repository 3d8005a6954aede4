# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The only writers of phrase blocks. A corrected text is a new version; the old ones stay."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from geleit.audit.models import record
from geleit.core.problems import Problem, Refused
from geleit.letters.models import PhraseBlock
from geleit.plans.printing import rules


@transaction.atomic
def keep_phrase(
    *, seen: PhraseBlock, text: str, checked_by: str, checked_on: date | None, by: Any, on: date
) -> PhraseBlock:
    """Write a corrected text as the next version, note a check, or both.

    `seen` is the version that was on the screen: a younger one is not written over unread.
    """
    block = PhraseBlock.objects.select_for_update().versions(seen.language, seen.key)[0]
    if block.version != seen.version:
        words = _("Inzwischen gibt es eine neuere Fassung. Bitte laden Sie die Seite neu.")
        raise Refused([Problem("newer-version", words)])
    is_new = text != block.text
    added_on = on if is_new else block.added_on
    _refuse(rules.check_problems(
        checked_by=checked_by, checked_on=checked_on, added_on=added_on, on=on
    ))  # fmt: skip
    if is_new:
        block = PhraseBlock.objects.create(
            key=block.key,
            language=block.language,
            version=block.version + 1,
            text=text,
            source=_("berichtigt von %(name)s") % {"name": by.name},
            added_on=on,
        )
        record(by, "phrase-corrected", block, language=block.language, phrase=block.key)
    if checked_by and checked_on:
        _check(block, checked_by=checked_by, checked_on=checked_on, by=by)
    return block


@transaction.atomic
def check_language(language: str, *, checked_by: str, checked_on: date, by: Any, on: date) -> int:
    """Note that somebody read every sentence of a language; return how many were unchecked."""
    locked = PhraseBlock.objects.select_for_update().filter(language=language)
    blocks = locked.youngest(language)[language].values()
    unchecked = [block for block in blocks if not block.is_checked]
    for block in unchecked:
        _refuse(rules.check_problems(
            checked_by=checked_by, checked_on=checked_on, added_on=block.added_on, on=on
        ))  # fmt: skip
    for block in unchecked:
        _check(block, checked_by=checked_by, checked_on=checked_on, by=by)
    return len(unchecked)


def _check(block: PhraseBlock, *, checked_by: str, checked_on: date, by: Any) -> None:
    block.checked_by, block.checked_on = checked_by, checked_on
    block.save(update_fields=["checked_by", "checked_on"])
    record(by, "phrase-checked", block, language=block.language, phrase=block.key)


def _refuse(problems: list[Problem]) -> None:
    if problems:
        raise Refused(problems)
