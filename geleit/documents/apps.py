# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""At the start: a check of the scanner, and the files for a change of keys."""

from functools import partial

from django.apps import AppConfig
from django.core.checks import Tags, register


class DocumentsConfig(AppConfig):
    name = "geleit.documents"

    def ready(self) -> None:
        from geleit.agreements.models import AnnexFile
        from geleit.core.vault import rotation
        from geleit.documents import actions, checks

        register(checks.scanner_is_there, Tags.security, deploy=True)
        rotation.FILES["documents.document"] = actions.write_anew
        rotation.FILES["agreements.annexfile"] = partial(actions.write_anew, of=AnnexFile)
