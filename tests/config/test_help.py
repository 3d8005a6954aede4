# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The help of each command names it as it is typed."""

import pytest

from geleit.config.cli import COMMANDS, main


@pytest.mark.parametrize("name", COMMANDS)
def test_help_names_the_command_as_it_is_typed(name, capsys):
    with pytest.raises(SystemExit) as left:
        main([name, "--help"])

    assert left.value.code == 0
    assert capsys.readouterr().out.startswith(f"usage: geleit {name} ")
