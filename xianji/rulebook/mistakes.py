"""What was not done in the rulebook, and why."""

from typing import Any

from xianji.lib.mistakes import Mistake


class Refusal(Mistake):
    """Not done: a sentence for the whole, or one for each thing that was wrong."""

    def __init__(self, message: Any = "", **fields: str) -> None:
        super().__init__(str(message) or " ".join(fields.values()))
        self.fields = fields
