"""Questions compiled once, with open places: what is asked of one record is the same SQL for every other, and compiling it
takes many times as long as answering it."""

import json
from collections.abc import Callable, Hashable, Iterator
from functools import lru_cache
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connections, router
from django.db.models import Expression, QuerySet
from django.db.models.query import get_related_populators

from xianji.lib.reading import source
from xianji.org.among import Among

KEPT = 4096


class Given(Expression):
    """An open place, filled by this name when the question is asked; `field` says how the database takes the value."""

    def __init__(self, name: str, field: Any) -> None:
        super().__init__(output_field=field)
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        return "%s", [self]

    def filled(self, value: Any, connection: Any) -> Any:
        """The value as the database takes it."""
        return self.output_field.get_db_prep_value(value, connection, prepared=False)


class Several(Given):
    """An open place for many ids, as `Among` hands them over."""

    def filled(self, value: Any, connection: Any) -> Any:
        return json.dumps(value) if connection.vendor == "sqlite" else value


class AmongGiven(Among):
    """That the id is one of those given under this name."""

    def __init__(self, name: str) -> None:
        super().__init__("pk", ())
        self.place = Several(name, None)

    def as_sql(self, compiler: Any, connection: Any, **options: Any) -> Any:  # type: ignore[override]
        sql, parameters = super().as_sql(compiler, connection, **options)
        return sql, [*parameters[:-1], self.place]


class Question:
    """A queryset with open places. `words` name all that it is made of, so that two with the same words are the same SQL."""

    def __init__(self, words: Hashable, make: Callable[[], QuerySet], model: Any) -> None:
        self.words, self.make, self.model = words, make, model

    def __hash__(self) -> int:
        return hash(self.words)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Question) and self.words == other.words

    def rows(self, **given: Any) -> list[tuple]:
        """The rows of a `values_list`."""
        try:
            statement = self._statement()
        except EmptyResultSet:
            return []
        return list(map(tuple, statement.converted(statement.asked(given))))

    def records(self, **given: Any) -> list[Any]:
        """The records, with those that `select_related` brings along."""
        statement = self._statement()
        return list(statement.records(statement.asked(given)))

    def one(self, **given: Any) -> Any | None:
        """The first record, if there is any."""
        return next(iter(self.records(**given)), None)

    @property
    def alias(self) -> str:
        """The database it asks."""
        return "default" if source() == "default" else router.db_for_read(self.model)

    def _statement(self) -> "Statement":
        return _compiled(connections[self.alias], self)


class Statement:
    """What is left of a queryset once it is compiled for one connection."""

    def __init__(self, connection: Any, rows: QuerySet) -> None:
        compiler = rows.query.get_compiler(using=connection.alias)
        self.connection = connection
        self.sql, self.parameters = compiler.as_sql()
        fields = [chosen[0] for chosen in compiler.select[: compiler.col_count]]
        self.converters = [(place, *one) for place, one in compiler.get_converters(fields).items()]
        self.kind = compiler.klass_info
        if self.kind:
            self.names = [fields[place].target.attname for place in self.kind["select_fields"]]
            self.width = self.kind["select_fields"][-1] + 1
            self.linked = get_related_populators(self.kind, compiler.select, connection.alias)  # type: ignore[call-arg]

    def asked(self, given: dict[str, Any]) -> list[Any]:
        connection = self.connection
        parameters = [one.filled(given[one.name], connection) if isinstance(one, Given) else one for one in self.parameters]
        with self.connection.cursor() as cursor:
            cursor.execute(self.sql, parameters)
            return cursor.fetchall()

    def converted(self, rows: list[Any]) -> Iterator[list[Any]]:
        connection = self.connection
        for row in rows:
            values = list(row)
            for place, convert, expression in self.converters:
                for step in convert:
                    values[place] = step(values[place], expression, connection)
            yield values

    def records(self, rows: list[Any]) -> Iterator[Any]:
        alias, model = self.connection.alias, self.kind["model"]
        for values in self.converted(rows):
            record = model.from_db(alias, self.names, values[: self.width])
            for link in self.linked:
                link.populate(values, record)
            yield record


@lru_cache(maxsize=KEPT)
def _compiled(connection: Any, question: Question) -> Statement:
    return Statement(connection, question.make())


@lru_cache(maxsize=KEPT)
def by_key(model: Any, *links: str) -> Question:
    """One row by its `pk`, whoever may see it, its links with it."""
    rows: Any = getattr(model, "unscoped", model._default_manager)

    def make() -> QuerySet:
        found = rows.filter(pk=Given("pk", model._meta.pk))
        return found.select_related(*links) if links else found

    return Question(("by key", model, links), make, model)
