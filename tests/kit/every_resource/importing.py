"""Bringing a file back in, read in this process: it is our own, and that is much faster."""

import json
from pathlib import Path
from typing import Any

from tests.kit.every_resource.house import House
from xianji.kit.imports.load import Asked, run
from xianji.kit.imports.mapping import Mapping
from xianji.kit.imports.reading import child, read_table
from xianji.kit.imports.reading.table import Limits


def read_here(folder: Path, seconds: int) -> None:
    """What the child process would do, without limits."""
    request = json.loads((folder / "request.json").read_text())
    child.deliver(child.read(request, Limits(**request["limits"])), folder)


def brought_back(house: House, resource: Any, kind: str, content: bytes, who: str = "all") -> dict[str, Any]:
    """The report of importing a file whose headings are field names."""
    headings = read_table(f"rows.{kind}", content).columns
    key = resource.natural_key if resource.natural_key in headings else ""
    mapping = Mapping.of({"columns": {heading: heading for heading in headings}, "key": key})
    with house.acting(who):
        return run(Asked(resource.label, f"rows.{kind}", content, mapping, {}))
