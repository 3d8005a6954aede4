# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""A data folder of its own for keys."""

import pytest


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    """Keep the keys of packages in a folder of the test; master keys stay where they are."""
    settings.PACKAGE_KEYS_DIR = tmp_path / "package-keys"
