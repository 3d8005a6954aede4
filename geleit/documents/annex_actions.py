# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The only writers of an agreement's annexes: put into a draft, replace, take out.

They are kept as files of cases are: looked at, scanned, sealed in the same store. What is signed
is also kept by the database: its triggers refuse to change it.
"""

import hashlib
import logging
from functools import partial
from typing import Any

from django.conf import settings
from django.db import transaction

from geleit.accounts.models import User
from geleit.agreements import version_rules as agreement_rules
from geleit.agreements.models import AgreementVersion, Annex, AnnexFile
from geleit.agreements.setup_actions import locked_for, refuse_if
from geleit.audit.models import record
from geleit.core.problems import Problem, Refused
from geleit.documents import content, kinds, rules
from geleit.documents.actions import not_written, state_after, verdict_on
from geleit.documents.enums import DocumentState
from geleit.documents.storage import store

log = logging.getLogger(__name__)


def attach(
    version: AgreementVersion, *, title: str, data: bytes, file_name: str, by: User
) -> Annex:
    """Put a file into a draft; one under the same title is replaced. Raises Refused.

    The same content is kept once, however often it is sent and in however many versions.
    """
    with transaction.atomic():
        _own_draft(version, by)
    try:
        looked = kinds.look(data, name=file_name, limit=settings.LARGEST_FILE)
    except kinds.NotTaken as error:
        raise _refused(error.problem, version, by) from error
    verdict = verdict_on(looked.content)
    if verdict and verdict.is_clean is False:
        raise _refused(rules.refusal_problem(), version, by)
    try:
        kept = content.keep([looked.content])
    except OSError as error:
        log.error("An annex could not be written: %s", type(error).__name__)
        raise Refused([not_written()]) from error
    file = AnnexFile(
        agreement_id=version.agreement_id,
        sha256=hashlib.sha256(looked.content).hexdigest(),
        media_type=looked.media_type,
        size_bytes=len(looked.content),
        uploaded_by=by,
        **vars(kept),
        **state_after(verdict),
    )
    try:
        annex = _put(version, title, file, by=by)
    except BaseException:
        store().remove(kept.storage_name)
        raise
    if annex.file.storage_name != kept.storage_name:  # its content was here already
        store().remove(kept.storage_name)
    return annex


@transaction.atomic
def detach(annex: Annex, *, by: User) -> None:
    """Take an annex out of a draft; its content goes with the last version that names it."""
    _own_draft(annex.version, by)
    row = Annex.objects.select_related("file").filter(pk=annex.pk).first()
    if row is None:
        return
    record(by, "annex-removed", row, agreement=annex.version.agreement_id)
    row.delete()
    _drop_unused(row.file)


@transaction.atomic
def _put(version: AgreementVersion, title: str, file: AnnexFile, *, by: User) -> Annex:
    """Write the rows under the lock of the agreement; sent twice it stays one."""
    version = _own_draft(version, by)
    same = AnnexFile.objects.filter(agreement=file.agreement_id, sha256=file.sha256).first()
    if same and same.state == DocumentState.REFUSED:
        raise Refused([rules.refusal_problem()])
    former = version.annexes.select_related("file").filter(title=title).first()
    if former and same and former.file_id == same.pk:
        return former
    if same is None:
        file.save(force_insert=True)
    annex, _made = version.annexes.update_or_create(title=title, defaults={"file": same or file})
    if former:
        _drop_unused(former.file)
    verb = "annex-replaced" if former else "annex-added"
    record(by, verb, annex, **_numbers(annex))
    return annex


def _own_draft(version: AgreementVersion, by: User) -> AgreementVersion:
    """Lock the agreement and return the version, as long as one's own side writes it."""
    agreement, side = locked_for(version.agreement, by)
    version = agreement.versions.get(pk=version.pk)
    is_drafter = version.drafted_by_id == side.pk
    same = {"changes": version.changes, "seen": version.changes}
    refuse_if(agreement_rules.editing_problems(version.state, is_drafter=is_drafter, **same))
    return version


def _drop_unused(file: AnnexFile) -> None:
    if file.annexes.exists():
        return
    file.delete()
    if file.storage_name:
        transaction.on_commit(partial(store().remove, file.storage_name))


def _refused(problem: Problem, version: AgreementVersion, by: User) -> Refused:
    record(by, "annex-refused", version, why=problem.code)
    return Refused([problem])


def _numbers(annex: Annex) -> dict[str, Any]:
    file = annex.file
    return {
        "agreement": file.agreement_id,
        "media_type": file.media_type,
        "size_bytes": file.size_bytes,
        "state": file.state,
    }
