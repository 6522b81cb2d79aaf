"""What a file really is, whatever its name says, and whether its archive is safe to open."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from .table import Limits, Unreadable

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SIGNATURES = (
    (b"%PDF", "PDF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"\x1f\x8b", "gzip"),
    (b"\xfd7zXZ", "xz"),
    (b"BZh", "bzip2"),
    (b"7z\xbc\xaf", "7-Zip"),
    (b"Rar!", "RAR"),
    (b"PAR1", "Parquet"),
    (b"ARROW1", "Arrow"),
    (b"SQLite format 3", "SQLite"),
    (b"{\\rtf", "RTF"),
    (b"\x7fELF", "program"),
    (b"MZ\x90\0", "program"),
)
_PAGE = re.compile(rb"\s*<(!doctype\s+html|html|head|body|table|meta)\b", re.IGNORECASE)
_JSON = re.compile(rb'\s*(\{\s*"|\[\s*[\[{])')
_XML = re.compile(rb"\s*<\?xml", re.IGNORECASE)
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"


def kind_of(path: Path, limits: Limits) -> str:
    """One of text, xlsx, xls, ods; anything else is refused by name."""
    size = path.stat().st_size
    if not size:
        raise Unreadable("empty_file")
    if size > limits.file_bytes:
        raise Unreadable("file_too_large", megabytes=limits.file_bytes // (1024 * 1024))
    with path.open("rb") as file:
        head = file.read(4096)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return archive_kind(path, limits)
    if head.startswith(OLE):
        return compound_kind(path, size, limits)
    for signature, kind in SIGNATURES:
        if head.startswith(signature):
            raise Unreadable("wrong_kind", kind=kind)
    plain = head.removeprefix(b"\xef\xbb\xbf")
    if _PAGE.match(plain):
        raise Unreadable("web_page")
    if _JSON.match(plain):
        raise Unreadable("wrong_kind", kind="JSON")
    if _XML.match(plain):
        raise Unreadable("wrong_kind", kind="XML")
    return "text"


def compound_kind(path: Path, size: int, limits: Limits) -> str:
    """Old workbooks and encrypted new ones share a container; its directory names are UTF-16."""
    if size > limits.legacy_bytes:
        raise Unreadable("file_too_large", megabytes=limits.legacy_bytes // (1024 * 1024))
    content = path.read_bytes()
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise Unreadable("password")
    if "Workbook".encode("utf-16-le") in content or "Book".encode("utf-16-le") in content:
        return "xls"
    raise Unreadable("not_a_table")


def archive_kind(path: Path, limits: Limits) -> str:
    """Which spreadsheet format a zip holds, after its directory has been found safe."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            names = {entry.filename for entry in entries}
            check_entries(entries, path.stat().st_size, limits)
            if "xl/workbook.xml" in names:
                return "xlsx"
            if "content.xml" in names and "mimetype" in names and archive.read("mimetype").strip() == _ODS:
                return ods_kind(archive)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, EOFError, ValueError, OSError, KeyError):
        raise Unreadable("damaged") from None
    if "xl/workbook.bin" in names:
        raise Unreadable("wrong_kind", kind="XLSB")
    raise Unreadable("wrong_kind", kind="ZIP")


def ods_kind(archive: zipfile.ZipFile) -> str:
    """Encryption of an ODS is told by its manifest."""
    manifest = archive.getinfo("META-INF/manifest.xml")
    if manifest.file_size < 1_000_000 and b"encryption-data" in archive.read(manifest):
        raise Unreadable("password")
    return "ods"


def check_entries(entries: list[zipfile.ZipInfo], size: int, limits: Limits) -> None:
    """Refuse archives that would unpack to too much, or whose directory lies."""
    names = [entry.filename for entry in entries]
    if len(entries) > limits.entries:
        raise Unreadable("unsafe_archive", reason=f"{len(entries)} files")
    if len(set(names)) != len(names):
        raise Unreadable("unsafe_archive", reason="names occur twice")
    if any(name.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", name) or ":" in name for name in names):
        raise Unreadable("unsafe_archive", reason="names lead outside")
    if any(entry.flag_bits & 1 for entry in entries):
        raise Unreadable("password")
    if sum(entry.compress_size for entry in entries) > size:
        raise Unreadable("unsafe_archive", reason="parts overlap")
    if sum(entry.file_size for entry in entries) > limits.unpacked_bytes:
        raise Unreadable("unsafe_archive", reason=f"more than {limits.unpacked_bytes // (1024 * 1024)} MB unpacked")
    for entry in entries:
        if entry.file_size > 1024 * 1024 and entry.file_size > limits.ratio * max(entry.compress_size, 1):
            raise Unreadable("unsafe_archive", reason=f"packed more than {limits.ratio} times")
