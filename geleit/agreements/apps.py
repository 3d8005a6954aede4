# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""At the start: accounts learn which carriers answer for a town or a county."""

from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    name = "geleit.agreements"

    def ready(self) -> None:
        from geleit.accounts import second_person
        from geleit.agreements.models import CooperationAgreement

        second_person.PARTNERS.append(CooperationAgreement.objects.carriers_with)
