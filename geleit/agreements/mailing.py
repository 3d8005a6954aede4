# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Mails to the two sides: who gets one, what stands in it, sending it once.

A mail names the agreement, the day and the place, and nothing that is spoken about.
"""

from collections.abc import Iterable
from datetime import date

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.translation import gettext as _
from django.utils.translation import override

from geleit.accounts.models import Membership, Role, User
from geleit.agreements.coverage import reaching
from geleit.agreements.enums import AgreementMailKind as Kind
from geleit.agreements.meeting_calendar import calendar_of
from geleit.agreements.models import AgreementMail, CooperationAgreement, CooperationMeeting
from geleit.core.dates import day_text
from geleit.jobs import mails

OFFICES = (Role.TOWN, Role.CARRIER_LEAD, Role.COUNTY)


def people_of(agreement: CooperationAgreement, bodies: Iterable[int], *, on: date) -> list[User]:
    """Return who speaks for these bodies in the agreement today and can get mail."""
    held = Membership.objects.active(on=on).filter(
        reaching(agreement.pk), organisation__in=bodies, role__in=OFFICES
    )
    users = User.objects.filter(pk__in=held.values("user"), is_active=True).exclude(email="")
    return list(users.order_by("pk"))


def put(
    kind: Kind,
    about: str,
    *,
    day: date,
    agreement: CooperationAgreement,
    people: Iterable[User],
    meeting: CooperationMeeting | None = None,
) -> int:
    """Put mails on their way; who has had this one gets no second. Return for how many."""
    if not settings.SENDS_MAIL:
        return 0
    rows = [
        AgreementMail(
            kind=kind, about=about, day=day, agreement=agreement, meeting=meeting, user=user,
            message_id=mails.new_message_id(),
        )
        for user in people
    ]  # fmt: skip
    had = AgreementMail.objects.filter(kind=kind, about=about)
    before = had.count()
    AgreementMail.objects.bulk_create(rows, ignore_conflicts=True)
    return had.count() - before


def round_of(meeting: CooperationMeeting) -> str:
    """Name the round of invitations that holds: a new one begins when day, hours or place changed.

    Back to what was once said is a change too: people hold the invitation to something else.
    """
    sent = meeting.mails.filter(kind=Kind.INVITATION).order_by("pk")
    last = sent.values_list("about", flat=True).last()
    if last and _appointment(last) == meeting.appointment:
        return last
    rounds = sent.order_by().values("about").distinct().count()
    return f"{meeting.appointment}#{rounds + 1}" if rounds else meeting.appointment


def _appointment(about: str) -> str:
    return about.partition("#")[0]


def send_waiting() -> int:
    return mails.send_waiting(AgreementMail.objects.all(), message)


def message(mail: AgreementMail) -> EmailMessage:
    """Return the mail in words."""
    with override(settings.LANGUAGE_CODE):
        subject, what = _words(mail)
        body = _(
            "%(what)s\n\nVereinbarung: %(title)s. Mehr steht in Geleit unter „Vereinbarungen“."
        ) % {"what": what, "title": mail.agreement.title}
        if mail.kind != Kind.INVITATION:
            body += "\n\n" + _(
                "Erinnerungen abschalten: in Geleit unter „Fristen“, „Kalender und Erinnerungen“."
            )
        found = mails.headed(mail, subject, body)
        if mail.kind == Kind.INVITATION and mail.meeting is not None and _is_about(mail):
            found.attach("gespraech.ics", calendar_of(mail.meeting).decode(), "text/calendar")
        return found


def _is_about(mail: AgreementMail) -> bool:
    """Return whether the meeting still is when the mail says: it may have been moved."""
    return mail.meeting is not None and _appointment(mail.about) == mail.meeting.appointment


def _words(mail: AgreementMail) -> tuple[str, str]:
    """Return subject and first sentence."""
    facts = {"day": day_text(mail.day)}
    if mail.meeting is not None:
        facts["day"] = mail.meeting.when if _is_about(mail) else facts["day"]
        facts |= {"kind": mail.meeting.get_kind_display(), "place": mail.meeting.place}
    subject, what = {
        Kind.INVITATION: (
            _("Einladung: %(kind)s am %(day)s"),
            _("%(kind)s am %(day)s, %(place)s. Wer für Stadt oder Träger spricht, liest in Geleit "
              "die Tagesordnung und bringt Punkte ein."),
        ),
        Kind.MEETING: (_("%(kind)s am %(day)s"), _("%(kind)s am %(day)s, %(place)s.")),
        Kind.TASK: (
            _("Aufgabe aus einem Gespräch: bis %(day)s"),
            _("Eine Aufgabe Ihrer Organisation aus einem Gespräch ist am %(day)s fällig."),
        ),
        Kind.OVERDUE: (
            _("Aufgabe aus einem Gespräch: überfällig"),
            _("Eine Aufgabe Ihrer Organisation aus einem Gespräch war am %(day)s fällig."),
        ),
        Kind.NOTICE: (
            _("Vereinbarung kündbar bis %(day)s"),
            _("Eine Kündigung muss bis %(day)s zugegangen sein. Sonst verlängert sich die "
              "Vereinbarung."),
        ),
        Kind.END: (
            _("Vereinbarung endet am %(day)s"),
            _("Die Vereinbarung endet am %(day)s. Weiter geht es nur mit einem Nachtrag."),
        ),
    }[Kind(mail.kind)]  # fmt: skip
    return subject % facts, what % facts
