# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What WeasyPrint leaves out of its tags: the language of a part, the scope of a table's head.

A screen reader changes its voice by /Lang; without it, German on an Arabic sheet is read as
Arabic. WeasyPrint 70 has no way in for this, so the function that makes one tag is wrapped. Tests
in tests/letters see that the marks arrive; if a later version moves the function, they say so.
"""

from collections.abc import Iterator
from functools import wraps
from typing import Any

SCOPES = {"row": "/Row", "col": "/Column"}


def say_more() -> None:
    """Wrap the making of tags; done once, later calls change nothing."""
    from weasyprint.pdf import tags

    if not hasattr(tags._build_box_tree, "says_more"):
        tags._build_box_tree = _wrapped(tags._build_box_tree)


def _wrapped(build: Any) -> Any:
    @wraps(build)
    def build_with_marks(box: Any, *args: Any) -> Iterator[Any]:
        element = getattr(getattr(box, "_box", box), "element", None)
        is_page = element is None or box.element_tag in ("html", "body")
        for made in build(box, *args):
            if not is_page:
                _mark(made, element)
            yield made

    build_with_marks.says_more = True  # type: ignore[attr-defined]
    return build_with_marks


def _mark(made: Any, element: Any) -> None:
    import pydyf

    if (language := element.get("lang")) and "Lang" not in made:
        made["Lang"] = pydyf.String(language)
    scope = SCOPES.get(element.get("scope", ""))
    if scope and made["S"] == "/TH":
        made["A"]["Scope"] = scope
