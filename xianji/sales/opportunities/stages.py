"""What the decision table in force says of each stage: how likely it is, how long it usually lasts, where the forecast has it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from xianji.rulebook.tables.deciding import decide
from xianji.sales.opportunities import rules

TABLE = "opportunity.stage"


@dataclass(frozen=True)
class Said(Mapping[str, Any]):
    """{stage: one output of the table}, asked when it is read; stages of which it says nothing are not in it."""

    output: str
    kind: Callable[[Any], Any]

    def __getitem__(self, stage: str) -> Any:
        said: Any = decide(TABLE, stage=stage).get(self.output) if stage in rules.STAGES else None
        if said is None:
            raise KeyError(stage)
        return self.kind(said)

    def __iter__(self) -> Iterator[str]:
        return (stage for stage in rules.STAGES if stage in self)

    def __len__(self) -> int:
        return sum(1 for _stage in self)


PROBABILITY, LONGEST, FORECAST = Said("probability", Decimal), Said("longest", int), Said("category", str)
