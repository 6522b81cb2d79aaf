"""The archive: a compressed tar whose first member, the manifest, knows the fingerprint of every other."""

import gzip
import hashlib
import io
import json
import os
import tarfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO

from xianji.lib.shell import _

FORMAT = 1
MANIFEST = "manifest.json"
BLOCK = 2**20


class Damaged(RuntimeError):
    """The archive is not what was once written."""


@dataclass
class Manifest:
    """What an archive holds and which installation it came from. `parts` is {name: (bytes, sha256)}."""

    version: str
    engine: str
    made_at: str
    canary: str
    """A word encrypted, and fingerprinted, with the field keys, which are not in the archive: tells the right ones."""
    migrations: list[tuple[str, str]]
    rows: dict[str, int]
    parts: dict[str, tuple[int, str]] = field(default_factory=dict)
    format: int = FORMAT


def fingerprint(source: IO[bytes]) -> tuple[int, str]:
    """(bytes, sha256) of what remains to be read."""
    digest, size = hashlib.sha256(), 0
    while block := source.read(BLOCK):
        digest.update(block)
        size += len(block)
    return size, digest.hexdigest()


def write(file: Path, manifest: Manifest, parts: dict[str, Path]) -> None:
    """Write it beside its place, read it back, and only then give it its name; readable by its owner only."""
    for name, path in parts.items():
        with path.open("rb") as source:
            manifest.parts[name] = fingerprint(source)
    unfinished = file.with_name(file.name + ".part")
    with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
        with tarfile.open(fileobj=out, mode="w:gz", compresslevel=6) as tar:
            told = json.dumps(asdict(manifest), ensure_ascii=False).encode()
            member = tarfile.TarInfo(MANIFEST)
            member.size = len(told)
            tar.addfile(member, io.BytesIO(told))
            for name, path in parts.items():
                tar.add(path, name, recursive=False)
        out.flush()
        os.fsync(out.fileno())
    read(unfinished)
    unfinished.replace(file)


def read(file: Path, into: Path | None = None) -> Manifest:
    """Check every byte, and unpack the parts when a folder is given; raises Damaged."""
    seen = set()
    with _members(file) as members:
        manifest = _manifest(*next(members, (None, None)))
        for member, source in members:
            if member.name not in manifest.parts or member.name in seen or not _is_plain(member):
                raise Damaged(_("%(part)s does not belong to the archive") % {"part": member.name})
            seen.add(member.name)
            target = into / member.name if into else None
            if _copy(source, target) != tuple(manifest.parts[member.name]):
                raise Damaged(_("%(part)s was changed") % {"part": member.name})
    if missing := manifest.parts.keys() - seen:
        raise Damaged(_("%(part)s is missing") % {"part": min(missing)})
    return manifest


@contextmanager
def _members(file: Path) -> Iterator[Iterator[tuple[tarfile.TarInfo, IO[bytes]]]]:
    """Members in order; at the end the rest of the stream, so that its checksum is compared."""
    try:
        with gzip.open(file) as packed:
            with tarfile.open(fileobj=packed, mode="r|") as tar:
                yield ((member, tar.extractfile(member) or io.BytesIO()) for member in tar)
            while packed.read(BLOCK):
                pass
    except gzip.BadGzipFile as problem:
        raise Damaged(_("this is not a backup of Xianji")) from problem
    except (tarfile.TarError, EOFError, zlib.error) as problem:
        raise Damaged(_("the file is cut off or damaged")) from problem


def _manifest(member: tarfile.TarInfo | None, source: IO[bytes] | None) -> Manifest:
    if member is None or source is None or member.name != MANIFEST:
        raise Damaged(_("this is not a backup of Xianji"))
    try:
        told = json.loads(source.read())
        if told["format"] != FORMAT:
            raise Damaged(_("format %(format)s is not known here") % told)
        return Manifest(**told)
    except (ValueError, KeyError, TypeError) as problem:
        raise Damaged(_("%(part)s was changed") % {"part": MANIFEST}) from problem


def _is_plain(member: tarfile.TarInfo) -> bool:
    path = PurePosixPath(member.name)
    return member.isfile() and not path.is_absolute() and ".." not in path.parts


def _copy(source: IO[bytes], target: Path | None) -> tuple[int, str]:
    if target is None:
        return fingerprint(source)
    target.parent.mkdir(parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    with target.open("wb") as out:
        while block := source.read(BLOCK):
            digest.update(block)
            size += out.write(block)
    return size, digest.hexdigest()
