# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The only writers of drafts, of signs that somebody is there, and of former wordings.

Drafts and signs leave no entry in the log: nothing of the file has changed, and an entry for every
pause in typing would bury those that count.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import models, transaction

from geleit.audit.models import record
from geleit.cases.actions import locked_for_writing
from geleit.cases.enums import Audience
from geleit.cases.models import Case
from geleit.core.problems import Refused
from geleit.together import rules
from geleit.together.models import Draft, FormerText, Presence


@transaction.atomic
def save_draft(
    case: Case, *, by: Any, form: str, said: Mapping[str, list[str]], at: datetime
) -> Draft:
    """Keep what was typed so far in the place of what was kept before."""
    if problems := rules.draft_problems(said):
        raise Refused(problems)
    values = {"said": dict(said), "saved_at": at, "discarded_at": None}
    return Draft.unguarded.update_or_create(case=case, user=by, form=form, defaults=values)[0]


@transaction.atomic
def discard_draft(case: Case, *, by: Any, form: str, at: datetime) -> None:
    """Put a draft aside; it can be taken up again until the next one is kept."""
    Draft.unguarded.filter(case=case, user=by, form=form, discarded_at=None).update(discarded_at=at)


@transaction.atomic
def resume_draft(case: Case, *, by: Any, form: str) -> None:
    Draft.unguarded.filter(case=case, user=by, form=form).update(discarded_at=None)


def drop_draft(case: Case, *, by: Any, form: str) -> None:
    """Remove a draft for good: what it held has been saved. Part of the action that saved it."""
    Draft.unguarded.filter(case=case, user=by, form=form).delete()


@transaction.atomic
def be_present(case: Case, *, by: Any, is_writing: bool, at: datetime) -> None:
    """Note that somebody has this file open, and forget old signs in it."""
    signs = Presence.unguarded.filter(case=case)
    signs.exclude(user=by).filter(seen_at__lt=at - rules.PRESENT_FOR).delete()
    values = {"is_writing": is_writing, "seen_at": at}
    if not signs.filter(user=by).update(**values):
        Presence.unguarded.update_or_create(case=case, user=by, defaults=values)


def keep_former(
    row: models.Model,
    field: str,
    text: str,
    *,
    case: Case,
    written_by: Any,
    by: Any,
    is_private: bool = False,
    detail: str = "",
) -> None:
    """Keep the wording that a change is about to replace. Part of the action that changes it.

    `detail`: a choice that went with the wording, or how it ended; each room has its own.
    """
    if text:
        FormerText.unguarded.create(
            case=case,
            about=row._meta.label_lower,
            row=row.pk,
            field=field,
            text=text,
            detail=detail,
            is_private=is_private,
            audience=getattr(row, "audience", Audience.CASE),
            written_by=written_by,
            replaced_by=by,
        )


def keep_replaced(
    row: models.Model,
    said: Mapping[str, Any],
    texts: Iterable[str],
    *,
    case: Case,
    by: Any,
    written_by: Any = None,
    detail: str = "",
) -> None:
    """Keep those of its texts that are about to be said differently. Part of the action, as above."""
    for name in texts:
        if name in said and said[name] != (text := getattr(row, name)):
            written = {"written_by": written_by or by, "detail": detail}
            keep_former(row, name, text, case=case, by=by, **written)


@transaction.atomic
def bring_back(row: models.Model, former: FormerText, *, case: Case, by: Any) -> None:
    """Let a former wording of a text count again; the present one is kept in its place."""
    case = locked_for_writing(case)
    row = type(row)._base_manager.select_for_update(of=["self"]).get(pk=row.pk)
    present = getattr(row, "audience", Audience.CASE)
    if problems := rules.bring_back_problems(former=former.audience, present=present):
        raise Refused(problems)
    if getattr(row, former.field) != former.text:
        keep_replaced(row, {former.field: former.text}, [former.field], case=case, by=by)
        setattr(row, former.field, former.text)
        row.save(update_fields=[former.field])
        record(by, "text-brought-back", row, case=case.pk, field=former.field)


@transaction.atomic
def erase_former(row: models.Model, former: FormerText, *, by: Any) -> None:
    """Delete a former wording for good: what must not stand in a file must not stand behind it either.

    It belongs to the case in which it was written; where that is closed, it stays as it is. The
    same words go wherever this text had them: a wording that came back stands there twice.
    Source: Art. 5 Abs. 1 lit. c, Art. 17 DSGVO; § 5 Abs. 1, § 21 DSG-EKD. Twice is once.
    """
    case = locked_for_writing(former.case)
    kept = FormerText.unguarded.of(row).filter(
        case=case, field=former.field, audience=former.audience, is_private=former.is_private
    )
    if kept.filter(pk__in=same_words(kept, former)).delete()[0]:
        record(by, "text-erased", row, case=case.pk, field=former.field)


def same_words(kept: Iterable[Any], former: Any) -> list[int]:
    """Return which of these rows say what a former wording says; none once it is gone."""
    rows = list(kept)  # sealed: only opened they can be compared
    is_there = any(one.pk == former.pk for one in rows)
    return [one.pk for one in rows if is_there and one.text == former.text]
