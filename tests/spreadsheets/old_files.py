# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Old Excel files (.xls) as small as can be: BIFF8 records in the one stream of an OLE file."""

import struct

FREE, END, TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
SECTOR = 512


def label(row, column, text):
    return _record(0x204, struct.pack("<HHHHB", row, column, 0, len(text), 0) + text.encode())


def number(row, column, value=1.0):
    return _record(0x203, struct.pack("<HHHd", row, column, 0, value))


def shared(row, column):
    """Return a cell that holds the one shared text."""
    return _record(0xFD, struct.pack("<HHHI", row, column, 0, 0))


def an_old_workbook(*sheets, text=""):
    """Return a file with these sheets (records of cells) and perhaps one text that cells share."""
    shared_text = _shared_text(text) if text else b""
    bodies = [_begin(0x10) + cells + _record(0x0A, b"") for cells in sheets]
    first = len(_globals([0] * len(bodies), shared_text))
    offsets = [first + sum(map(len, bodies[:place])) for place in range(len(bodies))]
    return _ole(_globals(offsets, shared_text) + b"".join(bodies))


def with_a_ring(data):
    """Return the file with a directory whose second sector is its first again."""
    entry = SECTOR + 4 * _tables(data)
    return data[:entry] + struct.pack("<I", _tables(data)) + data[entry + 4 :]


def _tables(data):
    return struct.unpack_from("<I", data, 0x2C)[0]


def _record(kind, body):
    return struct.pack("<HH", kind, len(body)) + body


def _begin(kind):
    return _record(0x809, struct.pack("<HHHHII", 0x600, kind, 0x0DBB, 0x07CC, 0, 6))


def _globals(offsets, shared_text):
    names = [f"Blatt{place}".encode() for place in range(len(offsets))]
    sheets = [
        _record(0x85, struct.pack("<IBBBB", offset, 0, 0, len(name), 0) + name)
        for name, offset in zip(names, offsets, strict=True)
    ]
    return _begin(5) + b"".join(sheets) + shared_text + _record(0x0A, b"")


def _shared_text(text, *, at_once=8000):
    body = struct.pack("<IIHB", 1, 1, len(text), 0) + text[:at_once].encode()
    rest = [text[at:][:at_once] for at in range(at_once, len(text), at_once)]
    return _record(0xFC, body) + b"".join(_record(0x3C, b"\0" + one.encode()) for one in rest)


def _ole(stream):
    """Lay the stream out: header, allocation tables, directory, stream."""
    count = max(-(-len(stream) // SECTOR), 8)
    tables = 1
    while tables * SECTOR // 4 < tables + 1 + count:
        tables += 1
    chain = [*range(tables + 2, tables + 1 + count), END]
    sectors = [*[TABLE] * tables, END, *chain]
    sectors += [FREE] * (tables * SECTOR // 4 - len(sectors))
    entries = _entry("Root Entry", 5, child=1, start=END, size=0)
    entries += _entry("Workbook", 2, child=FREE, start=tables + 1, size=count * SECTOR)
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack("<5H6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<9I", 0, tables, tables, 0, 4096, END, 0, END, 0)
    head += struct.pack(f"<{tables}I", *range(tables))
    table = struct.pack(f"<{len(sectors)}I", *sectors)
    body = stream.ljust(count * SECTOR, b"\0")
    return head.ljust(SECTOR, b"\xff") + table + entries.ljust(SECTOR, b"\0") + body


def _entry(name, kind, *, child, start, size):
    text = name.encode("utf-16-le") + b"\0\0"
    head = struct.pack("<HBBIII", len(text), kind, 1, FREE, FREE, child)
    return text.ljust(64, b"\0") + head + bytes(36) + struct.pack("<IQ", start, size)
