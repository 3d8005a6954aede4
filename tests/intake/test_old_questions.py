# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What older versions kept as the one question about an arrival stands in a thread afterwards."""

import pytest

from geleit.intake.models import Arrival
from geleit.packages.models import Inquiry, InquiryEntry
from tests import factories
from tests.packages.test_inquiries import QUESTION, an_arrival
from tests.single_steps import migrate, migrate_to_the_end

BEFORE = ("intake", "0007_inquiry_of_an_arrival")


@pytest.mark.django_db(transaction=True)
def test_questions_of_an_older_version_are_kept_in_threads(frida, lena, steinheim):
    waiting, withdrawn, accepted = (an_arrival(steinheim, frida) for _number in range(3))
    case = factories.a_case(agreement=steinheim)
    at = waiting.announced_at
    Arrival.unguarded.filter(pk=withdrawn.pk).update(withdrawn_at=at)
    Arrival.unguarded.filter(pk=accepted.pk).update(accepted_at=at, accepted_by=lena, case=case)
    old = migrate(BEFORE)
    try:
        old.get_model("intake", "Arrival").unguarded.update(question=QUESTION)
    finally:
        migrate_to_the_end()

    waiting.refresh_from_db()
    assert waiting.inquiry.waits_since == at
    assert Inquiry.unguarded.get(case=case).waits_since is None
    entries = InquiryEntry.unguarded.all()
    assert [(one.text, one.is_answer, one.by) for one in entries] == [(QUESTION, False, frida)] * 2
