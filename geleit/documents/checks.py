# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""System check: somebody looks for viruses."""

from typing import Any

from django.core.checks import CheckMessage, Warning

from geleit.documents import scanner


def scanner_is_there(**_kwargs: Any) -> list[CheckMessage]:
    if not scanner.is_configured():
        return [
            Warning(
                "No virus scanner is configured: uploaded files are handed out unscanned.",
                hint="Install clamav-daemon and name its socket in GELEIT_CLAMD (docs/settings.md).",
                id="geleit.W010",
            )
        ]
    if not scanner.version():
        return [
            Warning(
                "The virus scanner does not answer: new files are held back.",
                hint="Start clamd, or mend GELEIT_CLAMD; then run: geleit documents scan",
                id="geleit.W011",
            )
        ]
    return []
