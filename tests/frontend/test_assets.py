"""The asset build: only listed icons, known names, size budgets of DESIGN.md §10, nothing from another host."""

import gzip
import importlib.util
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
STATIC = ROOT / "xianji" / "kit" / "static"
spec = importlib.util.spec_from_file_location("frontend_build", ROOT / "frontend" / "build.py")
build = importlib.util.module_from_spec(spec)
spec.loader.exec_module(build)


def packed(*files: str) -> int:
    return len(gzip.compress(b"".join((STATIC / "xj" / f).read_bytes() for f in files), 9))


def test_styles_and_scripts_keep_their_budget():
    assert packed("xj.css", "screens.css") <= 12_288
    assert packed(*sorted(loaded("main.js"))) <= 12_288
    on_demand = {f.name for f in (STATIC / "xj").glob("*.js")} - loaded("main.js")
    assert on_demand == {
        "back.js", "board.js", "calendar.js", "columns.js", "copy.js", "device.js", "drafts.js", "drop.js", "grid.js",
        "lines.js", "mentions.js", "passkeys.js", "pick.js", "rulebook.js", "saving.js", "signin.js", "table.js",
        "tabs.js", "widths.js", "drawing.js", "kept.js", "sending.js", "visit-day.js", "visit-deeds.js", "visit-one.js",
        "visit-note.js", "visit-photos.js", "visit-steps.js", "visiting.js", "rounds.js",
    } and all(packed(name) <= 2_048 for name in on_demand)  # fmt: skip


def loaded(name: str) -> set[str]:
    """A module and all that comes with it."""
    text = (STATIC / "xj" / name).read_text()
    found = re.findall(r'^import (?:.* from )?"\./(.+?)";', text, re.MULTILINE)
    return {name}.union(*(loaded(each) for each in found if each != name))


def test_the_font_is_fetched_with_the_sheets():
    """Found only by the layout, it would come behind the first picture and all text be set twice."""
    page = (ROOT / "xianji/kit/jinja2/kit/document.html").read_text()
    fonts = {Path(one).name for one in re.findall(r"url\((.+?\.woff2)\)", (STATIC / "xj/xj.css").read_text())}
    assert set(re.findall(r'rel="preload" href="{{ static\("vendor/(.+?)"\) }}" as="font"', page)) == fonts


def test_lock_names_no_registry():
    assert "resolved" not in (ROOT / "frontend" / "package-lock.json").read_text()


def test_no_file_of_ours_asks_another_host():
    files = [*(STATIC / "xj").iterdir(), *(ROOT / "xianji").rglob("jinja2/**/*.html")]
    foreign = re.compile(r"""(?:src|href|url|import|fetch)\s*[=("']+\s*["']?(?:https?:)?//""")
    assert [file.name for file in files if file.is_file() and foreign.search(file.read_text())] == []


def test_templates_hold_no_inline_script_or_style():
    inline = re.compile(r"<style|<script(?![^>]*\bsrc=)|\son[a-z]+=\"|javascript:")
    files = (ROOT / "xianji").rglob("jinja2/**/*.html")
    assert [str(file) for file in files if inline.search(file.read_text())] == []


def test_every_sheet_and_script_that_a_template_names_is_there():
    named = re.compile(r"""static\("xj/([^"]+)"\)""")
    drawn = re.compile(r"""from "kit/ui/charts.html" import [^%]*\b(columns|heat|funnel|line)\b""")
    texts = {str(file): file.read_text() for file in (ROOT / "xianji").rglob("jinja2/**/*.html")}
    assert [(file, one) for file, text in texts.items() for one in named.findall(text) if not (STATIC / "xj" / one).exists()] == []
    assert [file for file, text in texts.items() if drawn.search(text) and "charts.css" not in text] == []


@pytest.mark.skipif(not (STATIC / "vendor" / "icons.svg").exists(), reason="assets are not built; run make assets")
def test_every_icon_named_in_the_source_is_in_the_sprite():
    symbols = set(re.findall(r'id="i-([a-z0-9-]+)"', (STATIC / "vendor" / "icons.svg").read_text()))
    assert build.icons_named_in(ROOT / "xianji") - symbols == set()


def test_a_listed_icon_that_does_not_exist_stops_the_build(tmp_path):
    with pytest.raises(FileNotFoundError, match="no-such-icon"):
        build.sprite(tmp_path, ["no-such-icon"], ["no-such-icon"])


def test_the_sprite_keeps_shapes_only(tmp_path):
    (tmp_path / "x.svg").write_text('<!-- tag --><svg stroke="red"><path d="M1 1" /><script/></svg>')
    assert build.sprite(tmp_path, ["x"], []).count("<path") == 1
    assert "script" not in build.sprite(tmp_path, ["x"], [])


def test_without_a_lock_nothing_is_built(tmp_path):
    assert build.build_assets(tmp_path) is False


def test_the_font_that_is_there_is_named_before_one_that_is_looked_up_for_each_weight():
    stacks = [line for sheet in sorted((STATIC / "xj").glob("*.css")) for line in sheet.read_text().splitlines() if '"PingFang' in line]
    assert len(stacks) >= 6 and all(-1 < line.find('"Noto Sans CJK') < line.find('"PingFang') for line in stacks)
