"""Pages that work without a network: what a chapter declares, the device keeps. Each is the same for everybody; what it shows
lies in the device's own database and goes with the sign-out."""

from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string

from xianji.kit.web.language import html_code


@dataclass(frozen=True)
class Shell:
    """Shown for this address, online and offline alike; `files` are the static ones it is drawn with."""

    path: str
    template: str
    files: tuple[str, ...]
    title: Any

    def page(self, language: str, theme: str = "") -> str:
        return render_to_string(self.template, {"language": html_code(language), "theme": theme, "path": self.path})

    @property
    def kept(self) -> str:
        """Where the page lies that the device keeps."""
        return f"/offline{self.path}"


shells: list[Shell] = []
"""Chapters put theirs here at start."""


def shell_at(path: str) -> Shell | None:
    return next((one for one in shells if one.path == path), None)
