# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The `geleit` command: one door to every command of the product.

Exit status: 0 done, 1 refused or invalid input, 2 usage. Messages go to standard error;
`--json` prints one document to standard output and nothing else there.
"""

import os
import sys

COMMANDS = {
    "demo": "fill an empty data folder with the example and serve it",
    "import": "take over persons from a list: FILE --agreement KEY [--dry-run] [--json]",
    "report": "print a report: NAME --agreement KEY --from D --to D --format F [--out FILE]",
    "deadline": "compute a deadline: --regime R --posted D --period P | --csv FILE, [--json]",
    "audit": "the log: verify [--json] [--expect NUMBER:HASH] | trim [--dry-run] [--json]",
    "access": "first accounts, and a lost access: admin | lead | code --email ADDRESS",
    "keys": "keys of encrypted texts: list | rotate [--data] | forget, each [--json]",
    "work": "do what pages and the clock order in the background [--once]",
    "documents": "files of cases: scan | check [--deep] [--remove], each [--json]",
    "match-name": "say how alike two names are, and why: A B [--json]",
    "duplicates": "find rows about one person: [FILE.csv] [--at-least P] [--json]",
    "handover": "packages between installations: keys | partners | pack | open, each [--json]",
    "privacy-docs": "write the sheets for data protection officers into docs/datenschutz",
    "bench": "measure pages and queries on the present database",
}


def usage() -> str:
    lines = [f"  geleit {name:<10} {text}" for name, text in COMMANDS.items()]
    return "\n".join(["usage: geleit COMMAND [options]", "", *lines, "", "geleit COMMAND --help"])


def main(arguments: list[str] | None = None) -> None:
    """Run one command and leave with its exit status."""
    arguments = sys.argv[1:] if arguments is None else arguments
    if not arguments or arguments[0] in ("-h", "--help", "help"):
        print(usage(), file=sys.stdout if arguments else sys.stderr)
        sys.exit(0 if arguments else 2)
    if arguments[0] not in COMMANDS:
        print(f"geleit: there is no command {arguments[0]!r}.\n\n{usage()}", file=sys.stderr)
        sys.exit(2)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "geleit.config.settings")
    os.environ.setdefault("GELEIT_HTTPS", "0" if arguments[0] == "demo" else "1")
    os.environ.setdefault("GELEIT_SECOND_FACTOR", "0" if arguments[0] == "demo" else "1")
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line
    from django.db import DatabaseError

    from geleit.core.eyes import system_eyes

    try:
        command = arguments[0].replace("-", "_")
        with system_eyes():
            execute_from_command_line(["geleit", command, *arguments[1:]])
    except BrokenPipeError:  # whoever read along has enough, such as `| head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except (ImproperlyConfigured, DatabaseError, OSError) as error:
        # The first line says what is wrong; values of rows stand further down, if anywhere.
        print(f"geleit: {str(error).splitlines()[0] if str(error) else error!r}", file=sys.stderr)
        sys.exit(1)


if __name__ == "__main__":
    main()
