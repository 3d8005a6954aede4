# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Notice never ends an agreement before it has begun."""

from datetime import date

import pytest

from geleit.core.problems import Refused
from tests.agreements.test_versions import a_signed, version_actions


@pytest.mark.parametrize("given_on", [date(1900, 1, 1), date(2019, 10, 1)])
def test_notice_that_would_end_it_before_its_beginning_is_refused(steinheim, lena, dora, given_on):
    a_signed(steinheim, lena, dora, in_force_on=date(2020, 1, 1))

    with pytest.raises(Refused, match="vor ihrem Beginn am 01.01.2020"):
        version_actions.give_notice(steinheim, given_on=given_on, by=dora, on=date(2019, 10, 1))

    steinheim.refresh_from_db()
    assert (steinheim.ends_on, steinheim.notice_given_on) == (None, None)
