"""What the bytes of a file say it is. Nothing is unpacked, drawn or run: only signatures, directories and measures are read."""

import os
import re
import struct
import zipfile
from collections.abc import Callable
from typing import IO

from django.utils.translation import gettext as _

from xianji.kit.imports.reading.archives import OLE, check_entries
from xianji.kit.imports.reading.table import Limits, Unreadable
from xianji.kit.imports.wording import told

Looks = Callable[[IO[bytes]], bool]
PIXELS = 200_000_000
"""A picture that unfolds to more would fill the memory of whoever opens it."""
LIMITS = Limits(unpacked_bytes=1024 * 2**20)
MARKUP = re.compile(r"\s*<(!|\?|html|head|body|script|svg|xml|iframe|meta|title|style|table|div|a\s)", re.IGNORECASE)
CONTROL = re.compile("[\0-\x08\x0e-\x1a\x1c-\x1f]")
FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
"""JPEG markers that tell the measures of the picture."""


class Unsafe(Exception):  # noqa: N818 - the word that is meant
    """It is what it says it is, and yet dangerous to open."""


def size_of(file: IO[bytes]) -> int:
    return file.seek(0, os.SEEK_END)


def head(file: IO[bytes], length: int) -> bytes:
    file.seek(0)
    return file.read(length)


def measured(width: int, height: int) -> bool:
    if width * height > PIXELS:
        raise Unsafe(_("It unfolds to %(width)s × %(height)s pixels.") % {"width": width, "height": height})
    return width > 0 and height > 0


def is_pdf(file: IO[bytes]) -> bool:
    """From its first byte to its end mark."""
    if head(file, 5) != b"%PDF-":
        return False
    file.seek(max(0, size_of(file) - 2048))
    return b"%%EOF" in file.read()


def is_png(file: IO[bytes]) -> bool:
    """Chunk after chunk to the last, with nothing behind it."""
    begin = head(file, 24)
    if begin[:8] != b"\x89PNG\r\n\x1a\n" or begin[12:16] != b"IHDR":
        return False
    size, at, name = size_of(file), 8, b""
    while at + 12 <= size and name != b"IEND":
        file.seek(at)
        length, name = struct.unpack(">I4s", file.read(8))
        at += 12 + length
    return name == b"IEND" and at == size and measured(*struct.unpack(">II", begin[16:24]))


def is_jpeg(file: IO[bytes]) -> bool:
    """Segment after segment to the one that tells the measures."""
    if head(file, 3) != b"\xff\xd8\xff":
        return False
    file.seek(2)
    while len(found := file.read(4)) == 4 and found[0] == 0xFF:
        if found[1] == 0xFF:
            file.seek(-3, os.SEEK_CUR)
            continue
        length = struct.unpack(">H", found[2:])[0]
        if found[1] in FRAMES:
            height, width = struct.unpack(">xHH", file.read(5).ljust(5, b"\0"))
            return measured(width, height)
        if length < 2 or found[1] == 0xD9:
            return False
        file.seek(length - 2, os.SEEK_CUR)
    return False


def is_gif(file: IO[bytes]) -> bool:
    begin = head(file, 10)
    return begin[:6] in {b"GIF87a", b"GIF89a"} and len(begin) == 10 and measured(*struct.unpack("<HH", begin[6:]))


def is_webp(file: IO[bytes]) -> bool:
    """The container tells its own length."""
    begin = head(file, 12)
    if len(begin) < 12 or begin[:4] != b"RIFF" or begin[8:] != b"WEBP":
        return False
    length = struct.unpack("<I", begin[4:8])[0] + 8
    return size_of(file) in {length, length + length % 2}


def box(*brands: str) -> Looks:
    """The family of MP4, by the brands that its first box names."""
    wanted = {brand.encode() for brand in brands}

    def is_this(file: IO[bytes]) -> bool:
        begin = head(file, 64)
        if begin[4:8] != b"ftyp":
            return False
        length = min(struct.unpack(">I", begin[:4])[0], 64)
        named = {begin[8:12], *(begin[at : at + 4] for at in range(16, length - 3, 4))}
        return bool(named & wanted)

    return is_this


def is_mp3(file: IO[bytes]) -> bool:
    begin = head(file, 3)
    return begin == b"ID3" or (len(begin) == 3 and begin[0] == 0xFF and begin[1] & 0xE6 == 0xE2)


def packed(part: str, mime: str = "") -> Looks:
    """A document that is an archive, with this part in it and, of an open document, this type; without macros, and whose
    directory promises nothing monstrous."""

    def is_this(file: IO[bytes]) -> bool:
        if head(file, 4) != b"PK\x03\x04":
            return False
        try:
            with zipfile.ZipFile(file) as archive:
                entries = archive.infolist()
                names = {entry.filename for entry in entries}
                check_entries(entries, size_of(file), LIMITS)
                if mime:
                    return part in names and mime_of(archive) == mime
        except Unreadable as problem:
            raise Unsafe(told(problem)) from problem
        except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, EOFError, ValueError, OSError, KeyError):
            return False
        if any(name.lower().endswith("vbaproject.bin") for name in names):
            raise Unsafe(_("It contains macros."))
        return part in names and "[Content_Types].xml" in names

    return is_this


def mime_of(archive: zipfile.ZipFile) -> str:
    """The type that an open document tells of itself."""
    entry = archive.getinfo("mimetype")
    return archive.read(entry).decode("ascii", "replace").strip() if entry.file_size < 200 else ""


def compound(*streams: str) -> Looks:
    """An old office document, by the names in its directory, which are UTF-16."""
    wanted = [stream.encode("utf-16-le") for stream in streams]

    def is_this(file: IO[bytes]) -> bool:
        if head(file, 8) != OLE:
            return False
        file.seek(0)
        whole = file.read()
        if any(name.encode("utf-16-le") in whole for name in ("_VBA_PROJECT", "Macros")):
            raise Unsafe(_("It contains macros."))
        return any(name in whole for name in wanted)

    return is_this


def is_text(file: IO[bytes]) -> bool:
    """Words and nothing else: no control characters, and not the beginning of a page or a drawing."""
    file.seek(0)
    whole = file.read()
    for encoding in ("utf-16",) if whole[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "gb18030", "big5"):
        try:
            text = whole.decode(encoding)
        except UnicodeDecodeError:
            continue
        return not CONTROL.search(text) and not MARKUP.match(text)
    return False
