# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the reasons for which cases end; they belong to no case."""

from django.utils.translation import gettext_lazy as _

from geleit.course.models import ClosingReason
from geleit.plans.upkeep.kept_views import KeptList, kept_urls

app_name = "reasons"
urlpatterns = kept_urls(
    KeptList(
        model=ClosingReason,
        space=app_name,
        title=_("Gründe für den Abschluss"),
        intro=_(
            "Diese Gründe stehen zur Wahl, wenn ein Fall endet. Abgeschlossene Fälle behalten ihren "
            "Grund, auch wenn er nicht mehr angeboten wird."
        ),
        one=_("Grund"),
        new=_("Grund aufnehmen"),
        empty=_("Noch kein Grund. Ohne ihn kann kein Fall enden."),
    )
)
