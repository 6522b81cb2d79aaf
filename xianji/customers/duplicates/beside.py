"""What is alike among the rows of one file, none of which is stored yet."""

from dataclasses import dataclass
from functools import lru_cache

from xianji.customers.duplicates.finding import telling, verdict
from xianji.customers.duplicates.marks import keys_of, whole
from xianji.customers.duplicates.rules import File, Likeness, compare
from xianji.lib.text.folding import bare


@dataclass(frozen=True)
class Beside:
    """Another row of the same file, and how alike it is."""

    file: File
    how: Likeness

    @property
    def worth(self) -> tuple[int, bool]:
        """What the table judges by."""
        return self.how.score, self.how.same_number

    @property
    def then(self) -> str:
        return verdict(self.how)


def beside(files: list[File]) -> list[list[Beside]]:
    """The rows of one file among each other: of each those before it that are alike by more than the name, the likest first."""
    several = _beside(tuple(files))
    each = {one.worth: one for alike in several for one in alike}
    told = {worth for worth, one in each.items() if one.then != "none"}
    return [[one for one in alike if one.worth in told] for alike in several]


@lru_cache(maxsize=1)
def _beside(files: tuple[File, ...]) -> list[list[Beside]]:
    """Whatever the table says of it: asked by the control, then for what is told of the same rows. More than their name have only
    those in common that have a key or the address."""
    keys = [[*keys_of(file), *([whole(f"a{place}")] if (place := bare(file.address)) else ())] for file in files]
    there = telling((key, 0, at) for at, several in enumerate(keys) for key in several)
    found = []
    for at, file in enumerate(files):
        near = {row for key in keys[at] for _place, row in there.get(key, ()) if row < at}
        alike = [Beside(files[row], compare(file, files[row])) for row in sorted(near)]
        found.append(sorted((one for one in alike if not one.how.other_number), key=lambda one: -one.how.score))
    return found
