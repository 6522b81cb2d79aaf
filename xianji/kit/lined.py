"""Lines of a record as objects of their own: seen, counted and exchanged like any other, typed only with their record."""

from functools import cached_property
from typing import Any, ClassVar

from xianji.kit.resource import Resource


class LineResource(Resource):
    """`of` is the link to the record, `typed` what its lines ask for, `more` what the product adds to a line. Nobody makes or
    changes one at its own door, so its fields are fixed here, it is not imported and stands in no menu."""

    of: ClassVar[str]
    typed: ClassVar[list[str]]
    more: ClassVar[list[str]] = []
    picture = "none"
    imports: ClassVar[list[str] | None] = []
    in_menu = False

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        cls.sections = {cls.model._meta.verbose_name: [cls.of, *cls.typed, *cls.more]}
        cls.fixed = [cls.of, *cls.typed, *cls.more]

    @cached_property
    def slug(self) -> str:
        """`quotelines`: their own plural, as the folder is their record's."""
        return f"{self.model._meta.model_name}s"
