"""Names in their parts, and how Chinese ones sound."""

import pytest

from xianji.lib.text import names


@pytest.mark.parametrize(
    ("name", "parts", "sounds"),
    [
        ("林知夏", ("林", "知夏"), ("Lin", "Zhixia")),
        ("欧阳修", ("欧阳", "修"), ("Ou yang", "Xiu")),
        ("曾国藩", ("曾", "国藩"), ("Zeng", "Guofan")),
        ("單國璽", ("單", "國璽"), ("Shan", "Guoxi")),
        ("夏", ("", "夏"), ("", "Xia")),
        ("Ann Lee", ("Lee", "Ann"), ("", "")),
        ("Ann Mary van Dyke", ("Dyke", "Ann Mary van"), ("", "")),
        ("Cher", ("", "Cher"), ("", "")),
        ("  Ann   Lee ", ("Lee", "Ann"), ("", "")),
        ("", ("", ""), ("", "")),
    ],
)
def test_parts_and_sounds(name, parts, sounds):
    assert names.parts(name) == parts
    assert names.sounds(name) == sounds
