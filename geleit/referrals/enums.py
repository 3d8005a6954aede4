# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Words with which a referral is described."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ReferralOutcome(TextChoices):
    """What became of a referral."""

    OPEN = "open", _("noch nicht nachgefragt")
    WAITING = "waiting", _("steht auf der Warteliste")
    ARRIVED = "arrived", _("angekommen")
    REFUSED = "refused", _("abgelehnt")
    NOT_GONE = "not_gone", _("nicht hingegangen")
