# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""How far the sheets of an old Excel file (.xls) reach, found out by a process that may fall over.

calamine lays out all sheets of such a file as soon as it is opened: two cells far apart take a
gigabyte, and where there is none left the whole process ends. So it is opened once beside us, with
a limit for memory and time.
"""

from __future__ import annotations

import subprocess
import sys

# 65,536 rows of 45 columns, the most that is taken, need a third of it.
MAX_MEMORY = 768 * 1024 * 1024
MAX_SECONDS = 60
# What cannot be read at all is refused in its own words by whoever opens it next.
LOOK = """
import io, resource, sys
memory, seconds = int(sys.argv[1]), int(sys.argv[2])
sys.path[:] = sys.argv[3:]
import python_calamine
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
found = []
try:
    workbook = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read()))
    for name in workbook.sheet_names:
        sheet = workbook.get_sheet_by_name(name)
        if sheet.start is not None and sheet.end is not None:
            found.append(f"{sheet.end[0] + 1} {sheet.end[1] + 1}")
except MemoryError:
    sys.exit(3)
except BaseException:
    found = []
print("\\n".join(found))
"""


class TooMuch(Exception):
    """The file takes more memory or time than any list of people."""


def xls_extents(data: bytes) -> list[tuple[int, int]]:
    """Return the last row and column of each sheet that holds something; raises TooMuch."""
    limits = [str(MAX_MEMORY), str(MAX_SECONDS)]
    try:
        run = subprocess.run(
            [sys.executable, "-I", "-c", LOOK, *limits, *filter(None, sys.path)],
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=2 * MAX_SECONDS,
            check=True,
        )
    except subprocess.SubprocessError as error:
        raise TooMuch from error
    lines = (line.split() for line in run.stdout.decode().splitlines() if line)
    return [(int(rows), int(columns)) for rows, columns in lines]
