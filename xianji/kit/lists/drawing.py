"""The cells of a list as HTML: what is equal in many rows is written once by the macro, plain text without it."""

from collections.abc import Callable
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

PLAIN = {"text", "phone", "mail", "secret", "whole", "number", "rate", "quantity", "price", "money", "yesno", "choice"}
"""Kinds of which the macro `value` writes nothing but the text, as long as there is some and nothing more to tell."""


class Once(dict[Any, str]):
    """What a macro makes of each value, made when it is first asked for; for one page."""

    def __init__(self, make: Callable[[Any], str]) -> None:
        self.make = make

    def __missing__(self, value: Any) -> str:
        made = self[value] = self.make(value)
        return made


def cells(columns: list[dict[str, Any]], value: Callable[[Any], str]) -> Callable[[list[Any], str], SafeString]:
    """A writer of rows: all cells one after the other, the title's given as it is to stand."""
    ways = [None if column["is_title"] else Once(_whole(column["cell"], value)).__getitem__ for column in columns]
    title = next((f"{column['cell']}%s</td>" for column in columns if column["is_title"]), "")

    def row(told: list[Any], titled: str) -> SafeString:
        return mark_safe("".join([way(cell) if way else title % titled for way, cell in zip(ways, told, strict=True)]))

    return row


def _whole(start: str, value: Callable[[Any], str]) -> Callable[[Any], str]:
    def whole(cell: tuple[str, str, Any]) -> str:
        kind, text, extra = cell
        return f"{start}{escape(text) if text and not extra and kind in PLAIN else value(cell)}</td>"

    return whole
