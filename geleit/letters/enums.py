# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Words of the letters room."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class SheetLanguage(TextChoices):
    """In which languages a sheet can stand beside easy German; the codes are those of a person."""

    AR = "ar", _("Arabisch")
    PRS = "prs", _("Dari")
    EN = "en", _("Englisch")
    FR = "fr", _("Französisch")
    KMR = "kmr", _("Kurdisch (Kurmancî)")
    CKB = "ckb", _("Kurdisch (Sorani)")
    PS = "ps", _("Paschtu")
    RU = "ru", _("Russisch")
    SO = "so", _("Somali")
    TI = "ti", _("Tigrinisch")
    TR = "tr", _("Türkisch")
    UK = "uk", _("Ukrainisch")
    DE = "de", _("nur einfaches Deutsch")
