# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""A small file that unfolds to a picture which no screen can show is not taken."""

import struct

import pytest

from geleit.documents.kinds import NotTaken, look
from tests.documents.things import a_jpeg, a_png

LIMIT = 10**6


def png_of(width, height):
    data = a_png()
    at = data.index(b"IHDR") + 4
    return data[:at] + struct.pack(">LL", width, height) + data[at + 8 :]


def jpeg_of(width, height):
    body = struct.pack(">BHHB", 8, height, width, 1) + b"\1\x11\0"
    frame = b"\xff\xc0" + struct.pack(">H", len(body) + 2) + body
    data = a_jpeg()
    return data[:2] + frame + data[2:]


@pytest.mark.parametrize("make", [(png_of, "a.png"), (jpeg_of, "a.jpg")], ids=["png", "jpeg"])
def test_a_picture_of_impossible_size_is_refused(make):
    picture, name = make

    with pytest.raises(NotTaken) as refused:
        look(picture(30000, 30000), name=name, limit=LIMIT)

    assert refused.value.problem.code == "too-many-points"


@pytest.mark.parametrize("make", [(png_of, "a.png"), (jpeg_of, "a.jpg")], ids=["png", "jpeg"])
def test_a_large_scan_is_taken(make):
    picture, name = make

    assert look(picture(9933, 14043), name=name, limit=LIMIT).content  # A3 with 850 dots an inch
