# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The one answer type: why something is not possible, in words for the person at the screen."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """A reason why an act is not possible."""

    code: str
    text: str


class Refused(Exception):
    """An act did not happen; `problems` says why and what would help."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__(" ".join(str(problem.text) for problem in problems))
