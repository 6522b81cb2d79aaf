"""Where the bytes lie: below the files of the home, under names of ours, readable by the product alone."""

import hashlib
import os
import uuid
from pathlib import Path
from typing import IO

from django.conf import settings

BLOCK = 2**20
FOLDER = "attached"
UNFINISHED = ".part"


def path_of(place: str) -> Path:
    """`files/attached/3f/3fa9…`: no folder grows without end."""
    return Path(settings.MEDIA_ROOT) / FOLDER / place[:2] / place


def put(file: IO[bytes]) -> tuple[str, int, str]:
    """(place, size, sha256) of the bytes, which are on the disk when this returns, whole or not at all."""
    place = uuid.uuid4().hex
    target = path_of(place)
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    unfinished = target.with_name(f".{place}{UNFINISHED}")
    digest, size = hashlib.sha256(), 0
    file.seek(0)
    try:
        with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            while block := file.read(BLOCK):
                digest.update(block)
                size += out.write(block)
            out.flush()
            os.fsync(out.fileno())
        unfinished.rename(target)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
    return place, size, digest.hexdigest()


def drop(place: str) -> None:
    """Bytes whose row was never written."""
    path_of(place).unlink(missing_ok=True)
