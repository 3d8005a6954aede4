# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the topics of short advice; they belong to no case."""

from django.utils.translation import gettext_lazy as _

from geleit.counselling.models import AdviceTopic
from geleit.plans.upkeep.kept_views import KeptList, kept_urls

app_name = "topics"
urlpatterns = kept_urls(
    KeptList(
        model=AdviceTopic,
        space=app_name,
        title=_("Themen der Kurzberatung"),
        intro=_(
            "Diese Themen stehen auf der Strichliste. Was schon gezählt ist, behält sein Thema, auch "
            "wenn es nicht mehr angeboten wird."
        ),
        one=_("Thema"),
        new=_("Thema aufnehmen"),
        empty=_("Noch kein Thema. Ohne eines kann nichts gezählt werden."),
    )
)
