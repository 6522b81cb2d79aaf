"""What the form of the column picker sends: ticked columns in their order, `move=up:owner`, `width.owner=120` and
`foot.amount=avg`."""

from typing import Any

MOVE = "move"
PARTS = {"width.": "widths", "foot.": "foot"}
"""{beginning of a word of the form: the word of the address in which all of them stand}."""


def is_picked(name: str) -> bool:
    """Whether a word of the form stands in no clean address."""
    return name == MOVE or name.startswith(tuple(PARTS))


def picked(asked: Any) -> dict[str, str]:
    """The same as words of the address; an empty one takes its word away."""
    made = {}
    if move := asked.get(MOVE):
        columns = [name for given in asked.getlist("columns") for name in given.split(",") if name]
        made["columns"] = ",".join(moved(columns, move))
    for beginning, word in PARTS.items():
        given = {name.removeprefix(beginning): text.strip() for name, text in asked.items() if name.startswith(beginning)}
        if given:
            made[word] = ",".join(f"{name}:{text}" for name, text in given.items() if text)
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
