"""Hostile files are read or refused in bounded time."""

import time

import pytest

from xianji.policy.regulations.reading import read_regulation


@pytest.mark.parametrize(
    "piece",
    [
        "1.1.1.",
        "(1)a",
        "一、二、",
        "第一条",
        "x",
        "1. \n",
        "a) ",
        "。（一）",
        "客??户",
        "(1",
        "第一章 甲\n",
        "\n# 1",
        "(yi)",
        "一(yi)",
    ],
)
def test_repetition(piece: str) -> None:
    started = time.process_time()
    read_regulation("hostile.md" if "#" in piece else "hostile.txt", (piece * (60_000 // len(piece))).encode())
    assert time.process_time() - started < 10
