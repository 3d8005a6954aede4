# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""How far the sheets of an old Excel file (.xls) reach, found out by a process that may fall over.

calamine lays out all sheets of such a file as soon as it is opened: two cells far apart take a
gigabyte, and where there is none left the whole process ends. So it is opened once beside us, with
a limit for memory and time.
"""

import io
import resource
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# 65,536 rows of 45 columns, the most that is taken, need a third of it.
MAX_MEMORY = 768 * 1024 * 1024
MAX_SECONDS = 60


class TooMuch(Exception):
    """The file takes more memory or time than any list of people."""


def xls_extents(data: bytes) -> list[tuple[int, int]]:
    """Return the last row and column of each sheet that holds something; raises TooMuch."""
    try:
        run = subprocess.run(
            [sys.executable, "-m", __name__],
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=2 * MAX_SECONDS,
            cwd=ROOT,
            check=True,
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise TooMuch from error
    lines = (line.split() for line in run.stdout.decode().splitlines() if line)
    return [(int(rows), int(columns)) for rows, columns in lines]


def main() -> None:
    """Print how far each sheet of the file on standard input reaches, within the limits.

    What cannot be read is refused in its own words by whoever opens it next.
    """
    import python_calamine

    for kind, most in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_CPU, MAX_SECONDS),
        (resource.RLIMIT_AS, MAX_MEMORY),
    ):
        resource.setrlimit(kind, (most, most))
    found = []
    try:
        data = io.BytesIO(sys.stdin.buffer.read())
        workbook = python_calamine.CalamineWorkbook.from_filelike(data)
        for name in workbook.sheet_names:
            sheet = workbook.get_sheet_by_name(name)
            if sheet.start is not None and sheet.end is not None:
                found.append(f"{sheet.end[0] + 1} {sheet.end[1] + 1}")
    except MemoryError:
        sys.exit(3)
    except BaseException:  # noqa: BLE001 (a panic of the Rust side is no Exception)
        return
    print("\n".join(found))


if __name__ == "__main__":
    main()
