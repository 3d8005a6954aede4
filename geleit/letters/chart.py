# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Charts as SVG, drawn by a process of its own so that no web worker holds the engine (84 MB).

As a program, `python -m geleit.letters.chart de-DE`: a Vega-Lite spec as JSON on standard input,
the SVG on standard output. The engine may load nothing from anywhere.
"""

import hashlib
import json
import logging
import subprocess
import sys
from base64 import b64encode
from pathlib import Path
from typing import Any

TIMEOUT = 20  # seconds; the first drawing on a slow machine takes about three
KEPT = 90 * 24 * 60 * 60  # seconds that a drawing stays in the cache
FAILURE_KEPT = 5 * 60  # seconds before a failed drawing is tried again
FAILED = "failed"
ROOT = Path(__file__).resolve().parents[2]
logger = logging.getLogger(__name__)


def svg_of(spec: dict[str, Any], *, language: str) -> str | None:
    """Return the drawing, from the cache where the same figures were drawn; None if it fails."""
    from django.core.cache import cache

    key = _key(spec, language)
    found = cache.get(key)
    if found is None:
        found = _draw(spec, language) or FAILED
        cache.set(key, found, FAILURE_KEPT if found == FAILED else KEPT)
    return None if found == FAILED else found


def has_failed(spec: dict[str, Any], *, language: str) -> bool:
    """Return whether these figures could lately not be drawn; draws nothing itself."""
    from django.core.cache import cache

    return cache.get(_key(spec, language)) == FAILED


def data_uri(svg: str) -> str:
    return "data:image/svg+xml;base64," + b64encode(svg.encode()).decode("ascii")


def _key(spec: dict[str, Any], language: str) -> str:
    text = json.dumps([language, spec], sort_keys=True)
    return "chart-" + hashlib.sha256(text.encode()).hexdigest()


def _draw(spec: dict[str, Any], language: str) -> str | None:
    locale = "en-US" if language.startswith("en") else "de-DE"
    try:
        drawn = subprocess.run(
            [sys.executable, "-m", __name__, locale],
            input=json.dumps(spec).encode(),
            capture_output=True,
            timeout=TIMEOUT,
            cwd=ROOT,
            check=True,
        )
    except (OSError, subprocess.SubprocessError) as error:
        logger.warning("The chart could not be drawn: %s", type(error).__name__)
        return None
    return drawn.stdout.decode()


def main() -> None:
    """Draw the spec on standard input."""
    import vl_convert

    spec = json.load(sys.stdin)
    svg = vl_convert.vegalite_to_svg(
        spec,
        format_locale="en-US" if "en-US" in sys.argv else "de-DE",
        allowed_base_urls=[],
    )
    sys.stdout.buffer.write(svg.encode())


if __name__ == "__main__":
    main()
