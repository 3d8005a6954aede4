# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What people are told by mail about their own access, where the installation sends mail.

A mail names nobody and nothing of a case, and holds no code and no link.
"""

import logging

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.utils.translation import gettext as _

from geleit.accounts.models import User

log = logging.getLogger(__name__)


def access_renewed(user: User) -> None:
    text = _("Die Systemverwaltung hat Ihren Zugang zu Geleit neu ausgegeben.")
    _send(user, text)


def password_chosen(user: User) -> None:
    _send(user, _("Für Ihr Konto in Geleit wurde ein neues Passwort gewählt."))


def factor_added(user: User) -> None:
    _send(user, _("Für Ihr Konto in Geleit wurde ein zweiter Faktor eingerichtet."))


def factor_removed(user: User) -> None:
    _send(user, _("Für Ihr Konto in Geleit wurde ein zweiter Faktor entfernt."))


def _send(user: User, text: str) -> None:
    """Send after the change is kept; a mail that does not go out stops nobody."""
    if not getattr(settings, "SENDS_MAIL", False):
        return
    advice = _("Waren Sie das nicht und wissen nichts davon? Sagen Sie es sofort Ihrer Leitung.")
    transaction.on_commit(lambda: _post(user, str(text), f"{text}\n\n{advice}\n"))


def _post(user: User, subject: str, body: str) -> None:
    try:
        send_mail(subject, body, None, [user.email])
    except OSError as error:  # also smtplib.SMTPException
        log.warning("A notice to user %s was not sent: %s", user.pk, type(error).__name__)
