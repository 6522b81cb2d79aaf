"""The columns of a file as a form: what each is, with samples, and back from the form to a mapping."""

from dataclasses import dataclass
from typing import Any

from xianji.kit.imports.mapping import Mapping, Target

SAMPLES = 3


@dataclass
class Choice:
    """One column of the file with a few of its cells and where it goes."""

    header: str
    place: int
    samples: list[str]
    target: Target
    kind: str
    blank: int


def choices_of(resource: Any, table: Any, mapping: Mapping) -> list[Choice]:
    """All columns in the file's order."""
    made = []
    for place, header in enumerate(table.columns):
        target = mapping.columns.get(header, Target(""))
        cells = table.rows[header]
        kind = ""
        if target.to and target.to not in resource.virtual:
            kind = resource.column(target.to).kind
        samples = [str(cell)[:60] for cell in cells.drop_nulls().unique(maintain_order=True).head(SAMPLES).to_list()]
        made.append(Choice(header, place, samples, target, kind, cells.null_count()))
    return made


def mapping_from(posted: Any, columns: list[str]) -> Mapping:
    """The mapping a person chose; options that were hidden stay empty."""
    made = Mapping(key=posted.get("key", ""), mode=posted.get("mode", "both"))
    for place, header in enumerate(columns):
        if not (to := posted.get(f"to.{place}", "")):
            continue
        create: dict[str, str] | None = {} if posted.get(f"create.{place}") else None
        times = posted.get(f"times.{place}", "")
        made.columns[header] = Target(
            to, dates=posted.get(f"dates.{place}", ""), create=create, times="" if times == "1" else times
        )
    return made
