# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Photos without what a camera writes into them: place, device, time, preview, remarks. Pure.

Nothing is decoded and no picture gets worse: only the parts that a picture needs are copied, so
that whatever hangs behind its end is left out too. How a photo is to be turned stays.
"""

import struct

JPEG_START, JPEG_END = b"\xff\xd8", b"\xff\xd9"
PNG_START = b"\x89PNG\r\n\x1a\n"
# Frames, tables, lines, restart interval; APP14 (Adobe); APP2 only with a colour profile.
JPEG_KEPT = {*range(0xC0, 0xD0), *range(0xDB, 0xE0), 0xEE}
JFIF = b"JFIF\0"
APP0, APP1, APP2 = 0xE0, 0xE1, 0xE2
SCAN, END, FILL = 0xDA, 0xD9, 0xFF
WITHOUT_LENGTH = {0x01, *range(0xD0, 0xD8)}
COLOUR_PROFILE = b"ICC_PROFILE\0"
EXIF = b"Exif\0\0"
ORIENTATION = 0x0112
PNG_KEPT = {
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"pHYs",
    b"sBIT", b"bKGD",
}  # fmt: skip


MOST_POINTS = 250_000_000  # far above any camera or scanner of an office; more stops a browser
FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}  # the segments that say how large a JPEG is


class BrokenImage(ValueError):
    """The picture ends too early, or is none."""


class HugeImage(BrokenImage):
    """A small file that unfolds to a picture which no screen can show."""


def without_traces(data: bytes) -> bytes:
    """Return a JPEG or PNG with what is needed to show it; raises BrokenImage."""
    try:
        return _jpeg(data) if data.startswith(JPEG_START) else _png(data)
    except (struct.error, IndexError) as error:
        raise BrokenImage from error


def _jpeg(data: bytes) -> bytes:
    kept, place, turned, has_picture = [JPEG_START], 2, b"", False
    while True:
        marker, place = _marker(data, place)
        if marker == END:
            break
        if marker in WITHOUT_LENGTH:
            continue
        (length,) = struct.unpack(">H", data[place : place + 2])
        body = data[place + 2 : place + length]
        if length < 2 or len(body) != length - 2:
            raise BrokenImage
        if marker in FRAMES:
            _ask_size(*struct.unpack(">HH", body[1:5]))
        segment = bytes((FILL, marker)) + data[place : place + length]
        place += length
        if marker == SCAN:
            until = _end_of_scan(data, place)
            kept.append(segment + data[place:until])
            place, has_picture = until, True
        elif marker == APP0 and body.startswith(JFIF) and len(kept) == 1:
            kept.append(bytes((FILL, APP0, 0, 16)) + body[:12] + b"\0\0")  # without its preview
        elif marker in JPEG_KEPT or (marker == APP2 and body.startswith(COLOUR_PROFILE)):
            kept.append(segment)
        elif marker == APP1 and body.startswith(EXIF) and not turned:
            turned = _turned(body[len(EXIF) :])
    if not has_picture:
        raise BrokenImage
    behind = 2 if len(kept) > 1 and kept[1][1] == APP0 else 1  # JFIF wants to be first
    return b"".join([*kept[:behind], turned, *kept[behind:], JPEG_END])


def _marker(data: bytes, place: int) -> tuple[int, int]:
    """Return the next marker and where it ends."""
    if data[place] != FILL:
        raise BrokenImage
    while data[place] == FILL:
        place += 1
    return data[place], place + 1


def _end_of_scan(data: bytes, place: int) -> int:
    """Return where the next marker stands; FF 00 and the restart marks belong to the picture."""
    while (place := data.find(b"\xff", place)) >= 0:
        if data[place + 1] == 0 or data[place + 1] in WITHOUT_LENGTH:
            place += 2
        elif data[place + 1] == FILL:
            place += 1
        else:
            return place
    raise BrokenImage


def _turned(tiff: bytes) -> bytes:
    """Return an EXIF segment that says how to turn the picture, and nothing else."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None:
        return b""
    try:
        (begin,) = struct.unpack(f"{order}L", tiff[4:8])
        (count,) = struct.unpack(f"{order}H", tiff[begin : begin + 2])
        for number in range(min(count, 200)):
            at = begin + 2 + 12 * number
            tag, _kind, _count, value = struct.unpack(f"{order}HHLH", tiff[at : at + 10])
            if tag == ORIENTATION and 2 <= value <= 8:
                entry = struct.pack(">HHLHH", ORIENTATION, 3, 1, value, 0)
                body = EXIF + b"MM\0*" + struct.pack(">LH", 8, 1) + entry + bytes(4)
                return bytes((FILL, APP1)) + struct.pack(">H", len(body) + 2) + body
    except struct.error:
        pass  # a torn remark is no reason to refuse the picture
    return b""


def _png(data: bytes) -> bytes:
    kept, place = [PNG_START], len(PNG_START)
    while True:
        (length,) = struct.unpack(">L", data[place : place + 4])
        name = data[place + 4 : place + 8]
        chunk = data[place : place + 12 + length]
        if len(chunk) != 12 + length:
            raise BrokenImage
        if name in PNG_KEPT:
            kept.append(chunk)
        if name == b"IEND":
            break
        place += len(chunk)
    if kept[1][4:8] != b"IHDR" or not any(chunk[4:8] == b"IDAT" for chunk in kept[1:]):
        raise BrokenImage
    _ask_size(*struct.unpack(">LL", kept[1][8:16]))
    return b"".join(kept)


def _ask_size(one: int, other: int) -> None:
    if one * other > MOST_POINTS:
        raise HugeImage
