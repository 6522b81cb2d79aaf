"""Modules of the page import each other without a circle: the address of each holds the hash of what it holds, addresses of
others included."""

import re
from graphlib import TopologicalSorter
from pathlib import Path

MODULES = Path(__file__).resolve().parents[2] / "xianji" / "kit" / "static" / "xj"
IMPORTED = re.compile(r"""(?:from\s*|import\s*\(?\s*)["']\./([\w-]+\.js)["']""")


def test_no_module_leads_back_to_itself() -> None:
    imports = {path.name: set(IMPORTED.findall(path.read_text())) for path in MODULES.glob("*.js")}
    assert "drafts.js" in imports["forms.js"] and "dom.js" in imports["drafts.js"], "imports of both kinds are read"
    assert len(list(TopologicalSorter(imports).static_order())) == len(imports)
