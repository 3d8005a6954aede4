# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""A data folder of one's own, and a real clamd with one signature."""

import pytest

from tests.documents.clamd import Clamd, missing


@pytest.fixture(autouse=True)
def data_folder(settings, tmp_path):
    """Files of a test lie in its own folder; the keys stay where the database expects them.

    Not in tmp_path itself: that is the house of tests with processes, which may spoil its keys.
    """
    keys = settings.DATA_DIR / "keys"
    keys.mkdir(mode=0o700, exist_ok=True)
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "keys").symlink_to(keys)
    settings.DATA_DIR = folder
    return folder


@pytest.fixture(scope="session")
def running_clamd():
    """A clamd that knows EICAR and nothing else; started once, stopped by its process id."""
    if reason := missing():
        pytest.skip(reason)
    with Clamd() as daemon:
        yield daemon


@pytest.fixture
def clamd(running_clamd, settings):
    running_clamd.resume()
    settings.CLAMD = running_clamd.socket
    yield running_clamd
    running_clamd.resume()
