"""Every text and mark colour against every surface it may stand on, in both themes (WCAG 2.2 AA)."""

import re
from pathlib import Path

import pytest

CSS = Path(__file__).resolve().parents[2] / "xianji" / "kit" / "static" / "xj" / "xj.css"
TOKENS = {name: pair for name, *pair in re.findall(r"--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)", CSS.read_text())}
TOKENS["white"] = ["#ffffff", "#ffffff"]
SURFACES = ("surface", "canvas", "sunken", "raised", "hover")
MEANINGS = ("ok", "warn", "bad", "auto")
TEXT = [
    *((ink, surface) for ink in ("ink", "ink-2", "ink-3") for surface in SURFACES),
    *((ink, "press") for ink in ("ink", "ink-2")),
    *(("qing", surface) for surface in ("surface", "sunken", "qing-tint", "hover")),
    *(("white", fill) for fill in ("qing-fill", "qing-fill-2")),
    *((meaning, f"{meaning}-tint") for meaning in MEANINGS),
    *((meaning, surface) for meaning in ("ok", "warn", "bad") for surface in ("surface", "sunken", "qing-tint")),
    *(("ink-2", tint) for tint in ("qing-tint", "warn-tint", "bad-tint", "auto-tint")),
    *(("ink-3", tint) for tint in ("qing-tint", "ok-tint", "auto-tint", "bad-tint", "warn-tint")),
]
MARKS = [
    ("field-line", "surface"),
    ("qing", "canvas"),
    *((mark, "surface") for mark in ("ok-mark", "bad-mark", "qing-fill", "d1", "d3", "d4", "d5", "d6", "d7")),
]


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("front", "back", "least"), [*((*p, 4.5) for p in TEXT), *((*p, 3.0) for p in MARKS)])
def test_colour_stands_out(front, back, least, theme):
    side = ("light", "dark").index(theme)
    assert contrast(TOKENS[front][side], TOKENS[back][side]) >= least


def test_the_formula_knows_black_on_white():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
