# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""geleit privacy-docs: write the generated sheets of docs/datenschutz/."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from geleit.core.commands import NamedAsTyped
from geleit.privacy.sheets import written

FOLDER = Path(__file__).resolve().parents[4] / "docs" / "datenschutz"


class Command(NamedAsTyped):
    help = "Write the sheets for data protection officers that are generated from the code."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--folder", type=Path, default=FOLDER)

    def handle(self, *args: Any, **options: Any) -> None:
        folder: Path = options["folder"]
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in written().items():
            (folder / name).write_text(text, encoding="utf-8")
            self.stdout.write(name)
