"""What a browser sends of a form: all that stands in it, save what was typed over."""

from html.parser import HTMLParser
from typing import Any


class Form(HTMLParser):
    """The fields of a page with what stands in them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.sent: dict[str, str] = {}
        self._choice = self._text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        given = dict(attrs)
        name, value = given.get("name") or "", given.get("value") or ""
        if tag == "input" and name and not self.is_left(given):
            self.sent[name] = value
        elif tag == "select" and name:
            self._choice = name
        elif tag == "option" and self._choice and ("selected" in given or self._choice not in self.sent):
            self.sent[self._choice] = value
        elif tag == "textarea" and name:
            self._text = name
            self.sent[name] = ""

    @staticmethod
    def is_left(given: dict[str, Any]) -> bool:
        """Boxes that are not ticked, and buttons, send nothing."""
        kind = given.get("type", "text")
        return kind in ("submit", "button", "file") or (kind in ("checkbox", "radio") and "checked" not in given)

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self._choice = ""
        elif tag == "textarea":
            self._text = ""

    def handle_data(self, data: str) -> None:
        if self._text:
            self.sent[self._text] += data


def flat(typed: dict[str, Any]) -> dict[str, str]:
    """As a browser sends it: links by their key, lines by number."""
    sent = {}
    for name, value in typed.items():
        if isinstance(value, list):
            sent |= flat({f"{name}-{n}-{key}": one for n, line in enumerate(value) for key, one in line.items()})
        else:
            sent[name] = f"#{value.pk}" if hasattr(value, "pk") else str(value)
    return sent
