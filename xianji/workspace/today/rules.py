"""The day as a ribbon: what lies where, side by side where it overlaps, and where there is time."""

from dataclasses import dataclass
from typing import Any

SHORTEST, USUAL = 0.75, 0.5
"""Hours: the narrowest that can be read, and how long something takes that does not say."""
GAP = 1.0
"""Hours from which on a gap is worth telling."""
MOST_TRACKS = 3


@dataclass(frozen=True)
class Piece:
    """From an hour on, for so many; `track` counts from 0 downwards."""

    at: float
    length: float
    track: int
    thing: Any
    state: str = ""


def laid(things: list[tuple[float, float | None, Any]], now: float) -> list[Piece]:
    """(begin, length or None, thing) in order of time: each in the first track that is free by then."""
    ends: list[float] = []
    found = []
    for at, given, thing in sorted(things, key=lambda one: one[0]):
        length = given or USUAL
        track = next((n for n, end in enumerate(ends) if end <= at), min(len(ends), MOST_TRACKS - 1))
        if track == len(ends):
            ends.append(0.0)
        ends[track] = at + max(length, SHORTEST)
        state = "done" if at + length <= now else "now" if at <= now else ""
        found.append(Piece(at, max(length, SHORTEST), track, thing, state))
    return found


def gaps(pieces: list[Piece], hours: tuple[tuple[float, float], ...], now: float) -> list[tuple[float, float]]:
    """(begin, length) of the working time that is still ahead and free, from the next half hour on."""
    begin = -(-now * 2 // 1) / 2
    found = []
    for opens, closes in hours:
        at = max(opens, begin)
        for piece in [*pieces, Piece(closes, 0, 0, None)]:
            if min(piece.at, closes) - at >= GAP:
                found.append((at, min(piece.at, closes) - at))
            at = max(at, piece.at + piece.length)
    return found


def span(pieces: list[Piece], hours: tuple[tuple[float, float], ...]) -> tuple[float, float]:
    """From when to when the ribbon goes: the working hours and whatever lies outside, with a little room."""
    begin = min([hours[0][0], *(piece.at for piece in pieces)])
    end = max([hours[-1][1], *(piece.at + piece.length for piece in pieces)])
    return max(0, begin - 0.4), min(24, end + 0.6)
