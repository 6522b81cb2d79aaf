"""How a file's columns become fields: said by a person, guessed from the headings, or read from a TOML file."""

import hashlib
import json
from dataclasses import asdict, dataclass, field, fields
from typing import Any

from django.utils.translation import gettext as _

from xianji.kit.refusals import Refused
from xianji.kit.web.writing import several

HISTORY = ("external_ref", "created_at", "created_by", "updated_at")


@dataclass
class Target:
    """Where one column goes and how its cells are read.

    `dates`: order of day, month, year (`dmy`, `mdy`, `ymd`), asked for when it is ambiguous. `values`: what a cell
    means. `create`: make a missing look-up entry, with these fields; `adds`: only for these texts. `times`: the unit of
    the figures, as text. `by`: the field by which a linked record is found.
    """

    to: str
    dates: str = ""
    values: dict[str, str] = field(default_factory=dict)
    create: dict[str, str] | None = None
    times: str = ""
    by: str = ""
    adds: list[str] = field(default_factory=list)


@dataclass
class Mapping:
    """All columns of one file, what is the same in every row, and the key by which known records are updated."""

    columns: dict[str, Target] = field(default_factory=dict)
    fixed: dict[str, str] = field(default_factory=dict)
    key: str = ""
    distinct: bool = False
    mode: str = "both"

    @property
    def fields(self) -> list[str]:
        return [target.to for target in self.columns.values()] + list(self.fixed)

    def header_of(self, name: str) -> str | None:
        return next((header for header, target in self.columns.items() if target.to == name), None)

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def of(cls, said: dict[str, Any]) -> "Mapping":
        """From a dict as TOML or a form gives it: a column is a field name or a table of options."""
        known = {one.name for one in fields(Target)}
        columns = {}
        for header, told in said.get("columns", {}).items():
            if isinstance(told, str):
                if told:
                    columns[header] = Target(told)
            elif isinstance(told, dict) and "to" in told and told.keys() <= known:
                columns[header] = Target(**told)
            else:
                raise Refused(_("Column “%(column)s”: give a field, or a table with “to” and any of %(options)s.")
                              % {"column": header, "options": ", ".join(sorted(known - {"to"}))})  # fmt: skip
        rest = {name: said[name] for name in ("fixed", "key", "distinct", "mode") if name in said}
        return cls(columns=columns, **rest)


def headings_mark(columns: list[str]) -> str:
    """The same headings in any order are the same kind of file."""
    return hashlib.sha256(json.dumps(sorted(columns)).encode()).hexdigest()


def check(mapping: Mapping, resource: Any, columns: list[str]) -> None:
    """Every column exists, every field may be imported, none is filled twice, what is required is there."""
    allowed = allowed_fields(resource)
    for header in mapping.columns:
        if header not in columns:
            raise Refused(_("The file has no column “%(column)s”. It has: %(columns)s.")
                          % {"column": header, "columns": several(columns)})  # fmt: skip
    for name in mapping.fields:
        if name.split("__")[0] not in allowed:
            raise Refused(_("“%(field)s” cannot be imported. Possible: %(fields)s.")
                          % {"field": name, "fields": ", ".join(sorted(allowed))})  # fmt: skip
        if mapping.fields.count(name) > 1:
            raise Refused(_("Two columns go to “%(field)s”.") % {"field": name})
    if mapping.key and mapping.key not in mapping.fields:
        raise Refused(_("The key “%(field)s” is not in the file.") % {"field": mapping.key})


def allowed_fields(resource: Any) -> set[str]:
    """What the resource lets in: its fields, the key of another system, and what history brings with it."""
    if not resource.importable:
        return set()
    return {*resource.importable, *resource.virtual, resource.natural_key, *HISTORY}
