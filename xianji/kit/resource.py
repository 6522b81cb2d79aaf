"""The resource: one declaration from which the kit derives every way of seeing and exchanging an object."""

from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.utils.functional import Promise

from xianji.kit.columns import KEYS, Column, column, title_field
from xianji.kit.indexes import sorts_of
from xianji.lib.actor import Actor

if TYPE_CHECKING:
    from xianji.kit.registry import Chapter

OWN = {"id", "version", "deleted_at", "external_ref", "external_source", "org_path", "unit"}
QUICK = 6
"""Fields that a dialog asks for at most."""
TYPED = {"create", "change"}
STAMPS = {"created_at", "created_by", "updated_at", "updated_by"}


class Resource:
    """How an object is shown and exchanged. Everything but `model` has a default drawn from the model.

    `card` makes a vCard of a person: {"FN": "name", "TEL": "mobile", …}; `picture` is the shape before its name (square,
    round or none), `purpose` what an empty list says it is for, `files`, `comments` and `marks` (tags and stars)
    whether its records may have some, `quick` what the dialog over the list asks for, `alike` the fields by which two
    records may be one, `depends` names for a link the field beside it which both must agree on, `merges` whether two records
    may become one (True, or a Merging that says which may not). `dates` are those it stands in a calendar by;
    `agenda` those by which it stands in its owner's agenda, each with the filter of what is worth being there
    ({"expected_on": "stage=!won,lost"}), `lasts` how many minutes its moments take, and `day`
    the filter of those that make its owner's day. `go` is the key that leads to its
    list after G, `new_key` the one that begins a new one from anywhere, and `tabs` {title: filters} stand above it behind All,
    Mine and My team; `watched` are profiles whose being looked at is counted; `stages` are the states of the bar over a record,
    drawn from its verbs unless named, [] for none; `dials` is the telephone number that a tap on its page calls. Rows of what
    `tells_about` any record (by `about_label`, `about_id`) say of which."""

    model: ClassVar[Any]
    icon: ClassVar[str] = "file"
    picture: ClassVar[str] = "square"
    purpose: ClassVar[Any] = ""
    sections: ClassVar[dict[Any, list[str]]] = {}
    facts: ClassVar[list[str]] = []
    lines: ClassVar[dict[str, list[str]]] = {}
    fixed: ClassVar[list[str]] = []
    guarded: ClassVar[dict[str, str]] = {}
    columns: ClassVar[list[str]] = []
    filters: ClassVar[list[str]] = []
    search: ClassVar[list[str]] = []
    order: ClassVar[list[str]] = []
    quick: ClassVar[list[str]] = []
    alike: ClassVar[list[str]] = []
    depends: ClassVar[dict[str, str]] = {}
    merges: ClassVar[Any] = False
    board: ClassVar[Any] = ""
    tap: ClassVar[Any] = None
    """The verb that each row of the list has at hand, one tap away."""
    stages: ClassVar[list[Any] | None] = None
    dates: ClassVar[list[str]] = []
    agenda: ClassVar[dict[str, str]] = {}
    tabs: ClassVar[dict[Any, str]] = {}
    lasts: ClassVar[str] = ""
    day: ClassVar[str] = ""
    card: ClassVar[dict[str, str]] = {}
    actions: ClassVar[list[Any]] = []
    panels: ClassVar[list[Any]] = []
    on: ClassVar[dict[Any, list[Any]]] = {}
    imports: ClassVar[list[str] | None] = None
    key: ClassVar[str] = ""
    wanted: ClassVar[list[str]] = []
    virtual: ClassVar[dict[str, Any]] = {}
    rights: ClassVar[dict[str, str]] = {}
    guards: ClassVar[dict[str, str]] = {}
    is_short: ClassVar[bool] = False
    files: ClassVar[bool] = True
    comments: ClassVar[bool] = True
    marks: ClassVar[bool] = True
    in_menu: ClassVar[bool] = True
    on_phone: ClassVar[bool] = False
    tells_about: ClassVar[bool] = False
    watched: ClassVar[bool] = False
    dials: ClassVar[str] = ""
    go: ClassVar[str] = ""
    new_key: ClassVar[str] = ""
    template: ClassVar[dict[str, str]] = {}

    def __init__(self, chapter: "Chapter") -> None:
        self.chapter = chapter

    @property
    def label(self) -> str:
        """`sales.quote`."""
        return self.model._meta.label_lower

    @cached_property
    def slug(self) -> str:
        """`quotes`: the folder the object lives in; look-ups that share a folder take their own plural."""
        folder = self.model.__module__.split(".")[-2]
        singular = self.model._meta.model_name
        return folder if folder.rstrip("s")[:4] == singular[:4] else f"{singular}s"

    @cached_property
    def path(self) -> str:
        """`/sales/quotes/`."""
        return f"/{self.chapter.name}/{self.slug}/"

    @property
    def title(self) -> Any:
        return self.model._meta.verbose_name

    @property
    def plural(self) -> Any:
        return self.model._meta.verbose_name_plural

    def permission(self, verb: str) -> str:
        return f"{self.label}.{verb}"

    def may(self, actor: Actor, verb: str) -> bool:
        """Whether somewhere; what has nothing to type is made and changed by its verbs and by the product alone."""
        return actor.may(self.permission(verb)) and (verb not in TYPED or bool(self.editable))

    @cached_property
    def title_name(self) -> str:
        return title_field(self.model)

    @property
    def face(self) -> str:
        """The shape before a record's name; empty where its icon stands instead, as for what is called by a number."""
        return "" if self.picture == "none" or self.title_name in KEYS else self.picture

    @cached_property
    def names(self) -> list[str]:
        """Every field a person may meet, in the model's order, the stamps last; one without a label is not for people."""
        fields = sorted(self.model._meta.concrete_fields, key=lambda f: f.name in STAMPS)
        labelled = [f for f in fields if isinstance(f.verbose_name, Promise)]
        return [f.name for f in labelled if not f.primary_key and (f.editable or f.name not in OWN)]

    @cached_property
    def editable(self) -> list[str]:
        """The fields a form may change, in section order."""
        listed = [name for names in self.page_sections.values() for name in names]
        fields = {f.name: f for f in self.model._meta.concrete_fields}
        return [n for n in listed if n in fields and fields[n].editable and n not in self.fixed]

    @cached_property
    def asked_first(self) -> list[str]:
        """The fields of the dialog over the list: those named `quick` and what no record can do without; none where this is
        more than a dialog should ask."""
        fields = {f.name: f for f in self.model._meta.concrete_fields}
        needed = [n for n in self.editable if not (fields[n].blank or fields[n].has_default())]
        names = list(dict.fromkeys([*(self.quick or self.editable[:QUICK]), *needed]))
        return names if len(names) <= QUICK else []

    @cached_property
    def page_sections(self) -> dict[Any, list[str]]:
        from django.utils.translation import gettext_lazy as _

        return self.sections or {_("Details"): [n for n in self.names if n not in STAMPS]}

    @cached_property
    def shown(self) -> list[str]:
        """The columns of the list by default."""
        return self.columns or [n for n in self.names if n not in STAMPS][:6]

    @cached_property
    def filterable(self) -> list[str]:
        if self.filters:
            return self.filters
        plain = (models.ForeignKey, models.BooleanField, models.DateField)
        fields = {f.name: f for f in self.model._meta.concrete_fields}
        return [name for name in self.names if fields[name].choices or isinstance(fields[name], plain)]

    @cached_property
    def default_order(self) -> str:
        return (self.order or ["-updated_at"])[0]

    @cached_property
    def importable(self) -> list[str]:
        if self.imports is not None:
            return list(self.imports)
        return list(self.editable)

    @cached_property
    def natural_key(self) -> str:
        """The field by which an imported row finds the record it updates."""
        if self.key:
            return self.key
        unique = [f.name for f in self.model._meta.concrete_fields if f.unique and not f.primary_key]
        return unique[0] if unique else "external_ref"

    def column(self, path: str) -> Column:
        return column(self.model, path, self.guarded.get(path.split("__")[0], ""))

    def open_to(self, actor: Actor, paths: list[str]) -> list[Column]:
        """Those of the columns that this actor may see."""
        columns = [self.column(path) for path in paths]
        return [column for column in columns if not column.guard or actor.may(column.guard)]

    def address(self, pk: Any) -> str:
        return f"{self.path}{pk}"

    def rows(self) -> Any:
        """Every row that the actor may see."""
        return self.narrowed(self.model.objects.all())

    def narrowed(self, rows: Any) -> Any:
        """Of these rows the ones that the list is about; override to leave some out."""
        return rows

    def lists(self, pk: int) -> bool:
        """Whether the list is about a record that the actor may see."""
        return type(self).narrowed is Resource.narrowed or self.rows().filter(pk=pk).exists()

    @cached_property
    def sortable(self) -> list[str]:
        """What a list may be sorted by. Where the object was `listed()`, only what an index answers at any size."""
        indexed = sorts_of(self.model)
        return [name for name in self.names if self.column(name).is_sortable and (not indexed or name in indexed)]

    def whom(self, record: Any) -> str:
        """Whom to ask about a record that somebody may not see: all that they learn of it. Its owner, unless this says else."""
        return str(getattr(record, "owner", None) or "")

    def before_import(self, records: list[Any]) -> None:
        """Before new records of an import are stored: fill in what the file leaves to the house."""

    def before_update(self, records: list[Any]) -> None:
        """The same for the known ones that an import is about to change."""

    def lined(self, record: Any) -> None:
        """After the lines of a record are stored, in its transaction: what must hold of them together, or follows from them."""

    def taken_back(self, record: Any) -> None:
        """Before a record is stored that is as it was before a verb: what else is to remember that."""

    def settle_import(self, records: list[tuple[Any, dict[str, str]]]) -> None:
        """After an import, in its transaction: do what the virtual columns ask for, (record, {column: text})."""

    def no_call(self, record: Any) -> str:
        """Why nobody is to be called now, for those who dial from the page; nothing where one may."""
        return ""

    def panels_of(self) -> list[Any]:
        """The resource's own panels, then those that upper chapters give."""
        from xianji.kit import registry

        given = [thing for thing in registry.given_to(self.model) if getattr(thing, "is_panel", False)]
        return [*self.panels, *given]

    def verbs(self) -> list[Any]:
        from xianji.kit import registry

        given = [thing for thing in registry.given_to(self.model) if getattr(thing, "is_action", False)]
        return [*self.actions, *given]
