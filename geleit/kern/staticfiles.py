# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Static files with a hash in their name, compressed once at set-up."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class Storage(CompressedManifestStaticFilesStorage):
    """Leave `sourceMappingURL` comments of foreign scripts alone: we do not ship the maps."""

    patterns = (
        (
            "*.css",
            ((r"(?P<matched>url\(['\"]{0,1}\s*(?P<url>.*?)[\"']{0,1}\))", 'url("%(url)s")'),),
        ),
    )
