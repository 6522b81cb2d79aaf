"""Which parameters there are: each is declared once, with the value that we recommend."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xianji.rulebook import kinds
from xianji.rulebook.kinds import Kind

CLASSES = {"large": "L", "medium": "M", "small": "S", "potential": "P"}
"""The suffixes of keys that differ by the class of a customer."""
NAMES = {"L": gettext_lazy("Large"), "M": gettext_lazy("Medium"), "S": gettext_lazy("Small"), "P": gettext_lazy("Potential")}


class UnknownParameter(LookupError):
    """No such parameter is declared: a mistake of the program, not of its user."""


@dataclass(frozen=True)
class Parameter:
    """A figure that the business may set."""

    key: str
    default: Any
    kind: str
    label: Any
    clauses: tuple[str, ...] = ()
    unit: str = ""
    low: Decimal | None = None
    high: Decimal | None = None
    choices: Mapping[str, Any] = field(default_factory=dict)
    waits: bool = False
    """Whether what it is for comes with a chapter that is not there yet."""

    def read(self, text: str) -> Any:
        """A typed value; raises Unreadable or OutOfBounds."""
        return self.read_choice(text) if self.kind == Kind.CHOICE else self.bounded(kinds.number(self.kind, text))

    def kept(self, text: str) -> Any:
        """A value that was set once; its bounds may have been others then."""
        return text if self.kind == Kind.CHOICE else kinds.number(self.kind, text)

    def read_choice(self, text: str) -> str:
        if text not in self.choices:
            raise kinds.Unreadable(_("“%(value)s” is none of the choices.") % {"value": text})
        return text

    def bounded(self, figure: Decimal) -> Decimal:
        if (self.low is not None and figure < self.low) or (self.high is not None and figure > self.high):
            bounds = {"low": self.written(self.low), "high": self.written(self.high)}
            if self.high is None:
                raise kinds.Unreadable(_("At least %(low)s.") % bounds)
            raise kinds.Unreadable(_("Between %(low)s and %(high)s.") % bounds)
        return figure

    def written(self, value: Any) -> str:
        """As it is typed and kept."""
        return value if self.kind == Kind.CHOICE or value is None else kinds.written(self.kind, value)

    def told(self, value: Any) -> str:
        """For people, with its unit."""
        if self.kind == Kind.CHOICE:
            return str(self.choices[value])
        return f"{kinds.told(self.kind, value)}{f' {self.unit}' if self.unit else ''}"


parameters: dict[str, Parameter] = {}


def declare(key: str, default: Any, kind: str, label: Any, clauses: tuple[str, ...] = (), **more: Any) -> Parameter:
    """Make a parameter known; the default is typed as a person would type it."""
    if key in parameters:
        raise ValueError(f"The parameter {key!r} is declared twice.")
    lowest = None if kind in (Kind.CHOICE, Kind.NUMBER) else Decimal(0)
    bounds: dict[str, Any] = {name: Decimal(more.pop(name)) for name in ("low", "high") if name in more}
    made = Parameter(key, None, kind, label, clauses, **{"low": lowest, **bounds, **more})
    parameters[key] = replace(made, default=made.read(str(default)))
    return parameters[key]


def declare_by_class(key: str, defaults: Mapping[str, Any], kind: str, label: Any, *more: Any, **named: Any) -> None:
    """One parameter for each class of customers: `key.L`, `key.M`, `key.S`, `key.P`."""
    for suffix, default in defaults.items():
        declare(f"{key}.{suffix}", default, kind, format_lazy("{} · {}", label, NAMES[suffix]), *more, **named)


def parameter(key: str) -> Parameter:
    try:
        return parameters[key]
    except KeyError:
        raise UnknownParameter(f"No parameter is called {key!r}.") from None
