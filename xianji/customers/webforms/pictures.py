"""The square code of an address, drawn here: as a drawing for print and as dots for everything else."""

import struct
import zlib

QUIET = 4
"""Modules of white around it, as the standard asks."""
DOT = 12
"""Pixels of a module."""


def modules(text: str) -> list[list[bool]]:
    """Dark or light, row by row, with the quiet zone. Its library comes with the first code: no other process needs it."""
    import qrcode
    from qrcode.constants import ERROR_CORRECT_M

    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=QUIET)
    code.add_data(text)
    return code.get_matrix()


def svg(text: str) -> bytes:
    """One path of runs; scales to any poster."""
    rows = modules(text)
    size = len(rows)
    runs = "".join(f"M{x} {y}h{width}v1h-{width}z" for y, row in enumerate(rows) for x, width in dark_runs(row))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" shape-rendering="crispEdges">'
        f'<path fill="#fff" d="M0 0h{size}v{size}H0z"/><path d="{runs}"/></svg>'
    ).encode()


def dark_runs(row: list[bool]) -> list[tuple[int, int]]:
    """(start, length) of what is dark."""
    found: list[tuple[int, int]] = []
    for x, is_dark in enumerate(row):
        if not is_dark:
            continue
        if found and sum(found[-1]) == x:
            found[-1] = (found[-1][0], found[-1][1] + 1)
        else:
            found.append((x, 1))
    return found


def png(text: str) -> bytes:
    """One bit a pixel."""
    rows = modules(text)
    side = len(rows) * DOT
    lines = b"".join(line(row) * DOT for row in rows)
    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(lines, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(kind, content) for kind, content in parts)


def line(row: list[bool]) -> bytes:
    """A row of pixels, white is 1, without a filter."""
    bits = "".join(("0" if is_dark else "1") * DOT for is_dark in row)
    bits += "0" * (-len(bits) % 8)
    return b"\x00" + int(bits, 2).to_bytes(len(bits) // 8, "big")


def chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
