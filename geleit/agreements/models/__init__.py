# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The agreement (Kooperationsvereinbarung): the root of everything that follows."""

from geleit.agreements.models.agreement import (
    PARTIES,
    PARTNER_ROLES,
    AgreementQuerySet,
    CooperationAgreement,
    CoveredAgreement,
    NoticeTakenBack,
    Signatory,
    days_of,
    term_of,
    terms_of,
)
from geleit.agreements.models.annexes import Annex, AnnexFile
from geleit.agreements.models.hand_back import (
    HandBack,
    HandBackStep,
    HandBackTemplate,
)
from geleit.agreements.models.lead_times import LeadTimes
from geleit.agreements.models.mails import AgreementMail
from geleit.agreements.models.meetings import (
    AgendaItem,
    CooperationMeeting,
    Decision,
    MeetingQuerySet,
    MeetingTask,
)
from geleit.agreements.models.money import (
    CaseloadRatio,
    CostMonth,
    Payment,
    PriceAdjustment,
    PriceTerms,
    SettledInstalment,
)
from geleit.agreements.models.readiness import ConditionTemplate, ReadinessCondition
from geleit.agreements.models.scope import (
    OUTSIDE_NUMBER,
    ItemDraft,
    ItemQuerySet,
    Mandate,
    MandateDraft,
    ServiceItem,
    outside_item,
)
from geleit.agreements.models.versions import (
    AgreementVersion,
    Clause,
    SignOff,
    VersionQuerySet,
    later_version,
)

__all__ = [
    "OUTSIDE_NUMBER",
    "PARTIES",
    "PARTNER_ROLES",
    "AgendaItem",
    "AgreementMail",
    "AgreementQuerySet",
    "AgreementVersion",
    "Annex",
    "AnnexFile",
    "CaseloadRatio",
    "Clause",
    "ConditionTemplate",
    "CooperationAgreement",
    "CooperationMeeting",
    "CostMonth",
    "CoveredAgreement",
    "Decision",
    "HandBack",
    "HandBackStep",
    "HandBackTemplate",
    "ItemDraft",
    "ItemQuerySet",
    "LeadTimes",
    "Mandate",
    "MandateDraft",
    "MeetingQuerySet",
    "MeetingTask",
    "NoticeTakenBack",
    "Payment",
    "PriceAdjustment",
    "PriceTerms",
    "ReadinessCondition",
    "ServiceItem",
    "SettledInstalment",
    "SignOff",
    "Signatory",
    "VersionQuerySet",
    "days_of",
    "later_version",
    "outside_item",
    "term_of",
    "terms_of",
]
