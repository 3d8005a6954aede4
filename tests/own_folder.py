# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Each test process keeps keys and files in a folder of its own.

Tests that lose or swap a key for a moment must not meet those of the process beside them. Loaded
by pyproject.toml before Django reads the settings; a conftest would come too late for them.
"""

import os
import tempfile
from pathlib import Path

base = os.environ.get("GELEIT_DATA") or tempfile.mkdtemp(prefix="geleit-test-")
folder = Path(base) / os.environ.get("PYTEST_XDIST_WORKER", "")
folder.mkdir(exist_ok=True)
os.environ["GELEIT_DATA"] = str(folder)
