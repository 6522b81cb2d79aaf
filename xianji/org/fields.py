"""Columns the organisation itself needs: tree paths, encrypted personal data and its blind index."""

from collections.abc import Callable
from typing import Any

from django.db import models

from xianji.org import keys


class PathField(models.CharField):
    """Where a unit stands in the tree, `1.4.12.`; compared byte by byte on every database, so that ranges work."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"max_length": 255, "default": "", "editable": False, "blank": True, **options})

    def db_parameters(self, connection: Any) -> dict:
        parameters = super().db_parameters(connection)
        if connection.vendor == "postgresql":
            parameters["collation"] = "C"
        return parameters


class EncryptedField(models.TextField):
    """Text that only the running product can read. Not for filters: search goes through the blind index."""

    encrypted = True

    def __init__(self, *args: Any, kind: str = "text", **options: Any) -> None:
        self.kind = kind
        super().__init__(*args, **options)

    def deconstruct(self) -> Any:
        name, path, args, options = super().deconstruct()
        return name, path, args, {**options, "kind": self.kind}

    @property
    def place(self) -> str:
        return f"{self.model._meta.db_table}.{self.column}"

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> str | None:
        return keys.unseal(value, self.place) if value else value

    def get_prep_value(self, value: Any) -> str | None:
        return keys.seal(str(value), self.place) if value else value

    def get_lookup(self, name: str) -> Any:
        if name != "isnull":
            raise TypeError(f"{self.place} is encrypted and cannot be compared; use its blind index or the search.")
        return super().get_lookup(name)


class BlindIndex(models.CharField):
    """The fingerprint of an encrypted field beside it: finds equal values, tells nothing else."""

    def __init__(self, of: str = "", **options: Any) -> None:
        self.of = of
        super().__init__(**{"max_length": 32, "editable": False, "blank": True, "default": "", **options})

    def deconstruct(self) -> Any:
        name, path, args, options = super().deconstruct()
        return name, path, args, {**options, "of": self.of}

    def pre_save(self, instance: models.Model, add: bool) -> str:
        mark = self.mark(getattr(instance, self.of))
        setattr(instance, self.attname, mark)
        return mark

    def mark(self, value: str | None) -> str:
        """The fingerprint of a value; a telephone number or an address has one however it is written."""
        if not value:
            return ""
        kind = getattr(self.model._meta.get_field(self.of), "kind", "")
        value = dialled(value) if kind == "phone" else value.strip().lower() if kind == "mail" else value
        return keys.blind(value, self.purpose)

    @property
    def purpose(self) -> str:
        return f"{self.model._meta.db_table}.{self.of}"


def dialled(number: str) -> str:
    """A telephone number in the one form that can be compared: E.164 where it is valid, else its digits."""
    from xianji.lib.text.phones import normal_phone
    from xianji.org.company.settled import country

    return normal_phone(number, country()) or "".join(filter(str.isdigit, number)) or number


class NumberField(models.CharField):
    """A business number given out at creation: `OP-202607-0001` with monthly=True, else `AC-000001`; `width` digits, and
    behind them a `suffix` where versions follow each other. With `series` each record names the series that it is in, such
    as that of its year and region."""

    def __init__(self, prefix: str = "", monthly: bool = False, width: int | None = None, suffix: str = "",
                 series: Callable[[Any], str] | None = None, **options: Any) -> None:  # fmt: skip
        self.prefix, self.monthly, self.width, self.suffix, self.series = prefix, monthly, width, suffix, series
        super().__init__(**{"max_length": 40, "unique": True, "editable": False, **options})

    def deconstruct(self) -> Any:
        """How a number is made is no matter of the table."""
        name, path, args, options = super().deconstruct()
        return name, path, args, {**options, "prefix": self.prefix, "monthly": self.monthly}
