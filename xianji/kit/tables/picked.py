"""What the form of the column picker sends: ticked columns in their order, `move=up:owner`, and `width.owner=120`."""

from typing import Any

MOVE, WIDTH = "move", "width."


def is_picked(name: str) -> bool:
    """Whether a word of the form stands in no clean address."""
    return name == MOVE or name.startswith(WIDTH)


def picked(asked: Any) -> dict[str, str]:
    """The same as words of the address; an empty one takes its word away."""
    made = {}
    if move := asked.get(MOVE):
        columns = [name for given in asked.getlist("columns") for name in given.split(",") if name]
        made["columns"] = ",".join(moved(columns, move))
    given = {name.removeprefix(WIDTH): text.strip() for name, text in asked.items() if name.startswith(WIDTH)}
    if given:
        made["widths"] = ",".join(f"{name}:{text}" for name, text in given.items() if text)
    return made


def moved(columns: list[str], move: str) -> list[str]:
    """One column a place up or down; a move that leads nowhere changes nothing."""
    way, _colon, name = move.partition(":")
    if name not in columns or way not in {"up", "down"}:
        return columns
    at = columns.index(name)
    to = at + (1 if way == "down" else -1)
    if 0 <= to < len(columns):
        columns[at], columns[to] = columns[to], columns[at]
    return columns
