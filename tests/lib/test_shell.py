"""The language of the shell."""

import pytest

from xianji.lib.shell import language


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("zh_CN.UTF-8", "zh-hans"), ("zh_TW.UTF-8", "zh-hant"), ("zh_HK", "zh-hant"), ("zh-Hant-CN", "zh-hant"),
        ("en_GB.UTF-8", "en"), ("en", "en"), ("C.UTF-8", "zh-hans"), ("de_DE.UTF-8", "zh-hans"), ("", "zh-hans"),
    ],
)  # fmt: skip
def test_language(said: str, expected: str) -> None:
    assert language({"LANG": said}) == expected


def test_the_stronger_variable_wins() -> None:
    assert language({"LC_ALL": "zh_TW.UTF-8", "LANG": "en_US.UTF-8"}) == "zh-hant"
