"""Workbooks that open with a password only: the agile encryption of the Office formats (AES-256, SHA-512)."""

import secrets
from typing import IO

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""None that is taken for another when it is read aloud or copied by hand."""
GROUPS, GROUP = 4, 4


def new_password() -> str:
    """`k7fm-w2qa-…`: 79 bits, which nobody tries out."""
    return "-".join("".join(secrets.choice(LETTERS) for _place in range(GROUP)) for _group in range(GROUPS))


def lock(plain: IO[bytes], out: IO[bytes], password: str) -> None:
    """Write the workbook anew, closed; the whole of it lies in memory meanwhile."""
    from msoffcrypto.format.ooxml import OOXMLFile

    plain.seek(0)
    OOXMLFile(plain).encrypt(password, out)


def unlock(closed: IO[bytes], out: IO[bytes], password: str) -> bool:
    """Whether this password opens it; then `out` is the plain workbook."""
    from msoffcrypto.exceptions import DecryptionError, FileFormatError, InvalidKeyError
    from msoffcrypto.format.ooxml import OOXMLFile

    closed.seek(0)
    try:
        file = OOXMLFile(closed)
        file.load_key(password=password, verify_password=True)
        file.decrypt(out)
    except (DecryptionError, FileFormatError, InvalidKeyError, KeyError, ValueError, OSError):
        return False
    return True
