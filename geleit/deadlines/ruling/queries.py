# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The rules as they hold for one agreement, and how they came to be so."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from geleit.agreements.models import CooperationAgreement
from geleit.deadlines.catalogue import Amendment, Rule, amended, rule_of, with_settings
from geleit.deadlines.current_law import current_rules, rule_now
from geleit.deadlines.models import Deadline
from geleit.deadlines.ruling.models import RuleDecision, RuleSetting, RuleVersion


def settings_of(agreement_id: int) -> dict[str, tuple[bool, list[int]]]:
    rows = RuleSetting.objects.filter(agreement=agreement_id)
    return {row.rule: (row.is_on, row.warn_days) for row in rows}


def amendments_of(agreement_id: int, *, on: date) -> dict[str, Amendment]:
    """Return by rule the version of the agreement that holds on the day."""
    rows = RuleVersion.objects.in_force(on=on).filter(agreement=agreement_id)
    return {
        row.rule: Amendment(row.valid_from, row.period, row.source, row.checked_on, row.state)
        for row in rows
    }


def rules_known(agreement_id: int, *, on: date) -> list[Rule]:
    """Return every rule with the length that it has for this agreement; two queries at most."""
    return amended(current_rules(on=on), amendments_of(agreement_id, on=on))


def rules_followed(agreement_id: int, *, on: date) -> list[Rule]:
    """Return the same without those switched off, with the agreement's own lead times."""
    return with_settings(settings_of(agreement_id), rules_known(agreement_id, on=on))


def rule_for(agreement_id: int, key: str, *, on: date) -> Rule | None:
    """Return one rule as it holds for the agreement, else as it came with the product."""
    return rule_of(key, rules_known(agreement_id, on=on)) or rule_now(key, on=on)


def found_by(query: str, rules: Iterable[Rule]) -> list[Rule]:
    """Return the rules in whose name, basis or task every word is found, by statute and name."""
    words = query.casefold().split()
    found = [
        rule
        for rule in rules
        if all(word in f"{rule.name} {rule.basis} {rule.do}".casefold() for word in words)
    ]
    return sorted(found, key=lambda rule: (not rule.law, rule.law, rule.name))


def open_from(agreement: CooperationAgreement, key: str, *, reader: Any) -> int:
    """Count the open deadlines that this rule has begun, in the cases that the reader opens."""
    rows = Deadline.objects.visible_to(reader).open()
    return rows.filter(case__agreement=agreement, kind=key).count()


def versions_of(agreement: CooperationAgreement, key: str) -> list[RuleVersion]:
    """Return all versions of a rule, also withdrawn ones, the latest first."""
    rows = RuleVersion.objects.filter(agreement=agreement, rule=key)
    return list(rows.order_by("-valid_from", "-pk"))


def history_of(agreement: CooperationAgreement, key: str) -> list[RuleDecision]:
    rows = RuleDecision.objects.filter(agreement=agreement, rule=key)
    return list(rows.select_related("version").order_by("-at", "-pk"))
