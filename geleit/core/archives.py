# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether a ZIP archive (and every office file is one) can be opened without harm. Pure.

Looked at, in this order: how many members the directory has, before it is read; names that stand
twice; members that share bytes; methods and passwords; declared sizes; then every member is
unpacked once, counted, its checksum compared, and its beginning of an XML document type looked
for. What is inside an archive inside an archive is not unpacked.
"""

import io
import struct
import zipfile

MAX_MEMBERS = 5_000
# Of the directory at the end; 5,000 members with long names. Read before anything is counted.
MAX_DIRECTORY_BYTES = 2 * 1024 * 1024
# Unpacked size of all members. The largest table allowed in a list needs about 150 MB of XML.
MAX_UNPACKED_BYTES = 200 * 1024 * 1024
# Office files shrink to a fifth or a thirtieth; a bomb to a thousandth. Small files may be extreme
# (an empty sheet with many formats), so the ratio only counts above this size.
MAX_RATIO = 150
RATIO_COUNTS_FROM_BYTES = 20 * 1024 * 1024

CHUNK = 1024 * 1024
END, END_BYTES = b"PK\x05\x06", 22
LOCAL, LOCAL_BYTES = b"PK\x03\x04", 30
IS_ENCRYPTED = 0x1
METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
# An office file has no document type; with one, a few letters can stand for gigabytes.
DECLARATIONS = tuple(
    word.encode(encoding)
    for word in ("<!DOCTYPE", "<!ENTITY")
    for encoding in ("ascii", "utf-16-le", "utf-16-be")
)
LONGEST = max(map(len, DECLARATIONS))


class UnsafeArchive(Exception):
    """`reason` is bomb, broken, entities or encrypted; `unpacked` the declared size in bytes."""

    def __init__(self, reason: str, *, unpacked: int = 0) -> None:
        self.reason, self.unpacked = reason, unpacked
        super().__init__(reason)


def opened(data: bytes) -> zipfile.ZipFile:
    """Return the archive after looking at everything that it says of itself."""
    _look_at_directory(data)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except Exception as error:  # zipfile, struct and codecs each have their own
        raise UnsafeArchive("broken") from error
    members = archive.infolist()
    _look_at_sizes(members)
    if len({member.filename for member in members}) < len(members):
        raise UnsafeArchive("broken")  # two readers would see two files
    if any(member.flag_bits & IS_ENCRYPTED for member in members):
        raise UnsafeArchive("encrypted")
    if any(member.compress_type not in METHODS for member in members):
        raise UnsafeArchive("broken")
    _look_at_places(data, members, end=archive.start_dir)
    return archive


def unpack_once(archive: zipfile.ZipFile) -> None:
    """Unpack every member piece by piece and keep nothing; a false size or sum is broken."""
    left = MAX_UNPACKED_BYTES
    for member in archive.infolist():
        tail = b""
        try:
            with archive.open(member) as part:
                while piece := part.read(CHUNK):
                    left -= len(piece)
                    if left < 0:
                        raise UnsafeArchive("bomb", unpacked=MAX_UNPACKED_BYTES)
                    _look_for_declarations(tail + piece)
                    tail = piece[-LONGEST:]
        except UnsafeArchive:
            raise
        except Exception as error:
            raise UnsafeArchive("broken") from error


def is_one_file(data: bytes, archive: zipfile.ZipFile) -> bool:
    """Say whether the archive begins and ends where the file does, with nothing around it."""
    first = min((member.header_offset for member in archive.infolist()), default=1)
    return first == 0 and data[-END_BYTES:].startswith(END) and not archive.comment


def hides_archive(data: bytes) -> bool:
    """Say whether other content can be opened as an archive too."""
    return zipfile.is_zipfile(io.BytesIO(data))


def _look_at_directory(data: bytes) -> None:
    place = data.rfind(END, max(0, len(data) - END_BYTES - 0xFFFF))
    if place < 0 or len(data) - place < END_BYTES:
        raise UnsafeArchive("broken")
    members, directory = struct.unpack("<HL", data[place + 10 : place + 16])
    if members > MAX_MEMBERS or directory > MAX_DIRECTORY_BYTES:
        raise UnsafeArchive("bomb")


def _look_at_sizes(members: list[zipfile.ZipInfo]) -> None:
    unpacked = sum(member.file_size for member in members)
    packed = max(1, sum(member.compress_size for member in members))
    is_bomb = unpacked > RATIO_COUNTS_FROM_BYTES and unpacked / packed > MAX_RATIO
    if is_bomb or unpacked > MAX_UNPACKED_BYTES or len(members) > MAX_MEMBERS:
        raise UnsafeArchive("bomb", unpacked=unpacked)


def _look_at_places(data: bytes, members: list[zipfile.ZipInfo], *, end: int) -> None:
    """Refuse members that share bytes: from ten megabytes such a bomb makes terabytes."""
    ordered = sorted(members, key=lambda member: member.header_offset)
    ends = [member.header_offset for member in ordered[1:]] + [end]
    for member, until in zip(ordered, ends, strict=True):
        begin = member.header_offset
        head = data[begin : begin + LOCAL_BYTES]
        if len(head) < LOCAL_BYTES or not head.startswith(LOCAL):
            raise UnsafeArchive("broken")
        name, extra = struct.unpack("<HH", head[26:30])
        if begin + LOCAL_BYTES + name + extra + member.compress_size > until:
            raise UnsafeArchive("broken")


def _look_for_declarations(piece: bytes) -> None:
    if any(word in piece for word in DECLARATIONS):
        raise UnsafeArchive("entities")
