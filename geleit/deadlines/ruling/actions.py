# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The only writer of what an agreement decided about the rules of the catalogue."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.timezone import now

from geleit.accounts.models import User
from geleit.agreements.models import CooperationAgreement
from geleit.audit.models import record
from geleit.core.problems import Refused
from geleit.deadlines.catalogue import Rule
from geleit.deadlines.current_law import rule_now
from geleit.deadlines.enums import RuleAct
from geleit.deadlines.ruling import rules
from geleit.deadlines.ruling.models import RuleDecision, RuleSetting, RuleVersion


@transaction.atomic
def set_rule(
    agreement: CooperationAgreement,
    *,
    rule: str,
    is_on: bool,
    warn: list[int],
    reason: str = "",
    by: User,
    on: date,
) -> RuleSetting | None:
    """Switch a rule for an agreement, with the reason, or give it other days ahead.

    Days ahead that are the catalogue's own are not kept: the rule goes on with the catalogue.
    Returns nothing where nothing is other than it was.
    """
    known = _known(rule, on=on)
    if any(not 0 <= days <= rules.MOST_DAYS_AHEAD for days in warn):
        raise Refused([rules.unknown_rule()])
    warn = [] if set(warn) == set(known.warn) else sorted(set(warn), reverse=True)
    CooperationAgreement.objects.select_for_update().get(pk=agreement.pk)
    setting = RuleSetting.objects.filter(agreement=agreement, rule=rule).first()
    was_on, former = (setting.is_on, setting.warn_days) if setting else (True, [])
    if problems := rules.setting_problems(switches=is_on != was_on, reason=reason):
        raise Refused(problems)
    if (is_on, warn) == (was_on, former):
        return None
    values = {"is_on": is_on, "warn_days": warn, "changed_on": on, "changed_by": by.name}
    found, _is_new = RuleSetting.objects.update_or_create(
        agreement=agreement, rule=rule, defaults=values
    )
    act = RuleAct.WARN if is_on == was_on else RuleAct.ON if is_on else RuleAct.OFF
    _decide(agreement, rule, act, by=by, reason=reason, warn_days=warn or list(known.warn))
    record(by, "deadline-rule-set", found, rule=rule, is_on=is_on)
    return found


@transaction.atomic
def add_version(
    agreement: CooperationAgreement,
    *,
    rule: str,
    period: str,
    valid_from: date,
    source: str,
    checked_on: date,
    state: str,
    by: User,
    on: date,
) -> RuleVersion:
    """Give a rule another length from a day on; what held before stays as it was."""
    known = _known(rule, on=on)
    CooperationAgreement.objects.select_for_update().get(pk=agreement.pk)
    standing = RuleVersion.objects.standing().filter(agreement=agreement, rule=rule)
    if twin := standing.filter(valid_from=valid_from, period=period, source=source).first():
        return twin  # a double click
    latest = standing.order_by("-valid_from").values_list("valid_from", flat=True).first()
    if problems := rules.version_problems(
        has_length=known.has_length, valid_from=valid_from, latest=latest or known.valid_from,
        checked_on=checked_on, source=source, on=on,
    ):  # fmt: skip
        raise Refused(problems)
    version = RuleVersion.objects.create(
        agreement=agreement, rule=rule, period=period, valid_from=valid_from, source=source,
        checked_on=checked_on, state=state, entered_by=by.name,
    )  # fmt: skip
    _decide(agreement, rule, RuleAct.VERSION, by=by, reason=source, version=version)
    record(by, "deadline-rule-version", version, rule=rule, valid_from=valid_from.isoformat())
    return version


@transaction.atomic
def withdraw_version(version: RuleVersion, *, reason: str, by: User) -> RuleVersion:
    """Take a version back, with the reason; it stays readable and the former one holds again."""
    CooperationAgreement.objects.select_for_update().get(pk=version.agreement_id)
    version = RuleVersion.objects.select_for_update().get(pk=version.pk)
    is_standing = version.withdrawn_at is None
    if problems := rules.withdrawal_problems(is_standing=is_standing, reason=reason):
        raise Refused(problems)
    version.withdrawn_at, version.withdrawn_by = now(), by.name
    version.save(update_fields=["withdrawn_at", "withdrawn_by"])
    act = RuleAct.VERSION_WITHDRAWN
    _decide(version.agreement, version.rule, act, by=by, reason=reason, version=version)
    record(by, "deadline-rule-version-withdrawn", version, rule=version.rule)
    return version


def _known(key: str, *, on: date) -> Rule:
    if found := rule_now(key, on=on):
        return found
    raise Refused([rules.unknown_rule()])


def _decide(
    agreement: CooperationAgreement, rule: str, act: str, *, by: User, reason: str, **more: Any
) -> None:
    RuleDecision.objects.create(
        agreement=agreement, rule=rule, act=act, by=by.name, reason=reason.strip(), **more
    )
