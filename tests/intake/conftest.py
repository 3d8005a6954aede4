# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The lists that the tests read."""

import os
from pathlib import Path

import pytest

DEFAULT = Path(__file__).resolve().parents[3] / "shared" / "data"


@pytest.fixture(scope="session")
def lists():
    """The folder with real lists, or a skip that says where it would be."""
    folder = Path(os.environ.get("GELEIT_SHARED_DATA") or DEFAULT) / "imports"
    if not folder.is_dir():
        pytest.skip(f"no lists to read: {folder} is missing (set GELEIT_SHARED_DATA)")
    return folder


@pytest.fixture
def county_list(lists):
    return (lists / "zuweisungsliste_landkreis.xlsx").read_bytes()
