# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Mails to the two sides: invitations and reminders, each once."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from geleit.accounts.models import User
from geleit.agreements.enums import AgreementMailKind
from geleit.agreements.models.agreement import CooperationAgreement
from geleit.agreements.models.meetings import CooperationMeeting
from geleit.jobs.mails import MailRow


class AgreementMail(MailRow):
    """One mail to one person about one thing: there is never a second.

    `about` names the thing by numbers and days alone, for instance "meeting:12:2020-03-02".
    """

    kind = models.CharField(_("Art"), max_length=10, choices=AgreementMailKind)
    about = models.CharField(_("worum es geht"), max_length=60)
    day = models.DateField(_("Tag, um den es geht"))
    agreement = models.ForeignKey(CooperationAgreement, models.CASCADE, related_name="mails")
    meeting = models.ForeignKey(
        CooperationMeeting, models.CASCADE, related_name="mails", null=True, blank=True
    )
    user = models.ForeignKey(User, models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("E-Mail zur Vereinbarung")
        verbose_name_plural = _("E-Mails zur Vereinbarung")
        indexes = [
            models.Index(
                fields=["changed_at"],
                condition=Q(state__in=["waiting", "sending"]),
                name="agreement_mail_to_send",
            )
        ]
        constraints = [
            models.UniqueConstraint(fields=["kind", "about", "user"], name="agreement_mail_once")
        ]
