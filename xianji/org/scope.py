"""Whose records one may see: the one place where this is decided."""

from typing import Any

from django.db.models import CharField, Exists, Func, OuterRef, Q, QuerySet
from django.utils import timezone

from xianji.lib.actor import Actor, Reach


class PlainPath(Func):
    """The path column, hidden from SQLite's planner: a prefix index would make it read and sort the whole scope."""

    arity = 1
    template = "%(expressions)s"
    output_field = CharField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return super().as_sql(compiler, connection, template="+%(expressions)s", **context)


def below(path: str, column: str = "org_path") -> Q:
    """A unit and all below it, as a byte range: `1.4.` up to `1.4/`."""
    first, end = span(path)
    return Q(**{f"{column}__gte": first, f"{column}__lt": end})


def predicate(model: Any, actor: Actor, reach: Reach, changing: bool = False) -> Q:
    """The union of owner, unit, subtree and sharing, each part with an index of its own. Who wants to do more than
    see needs a share that allows it."""
    found = Q(pk__in=[])
    if reach.own and actor.person_id:
        found |= Q(owner_id=actor.person_id)
    for path in sorted(reach.trees):
        found |= below(path, "_path")
    if reach.units:
        found |= Q(_path__in=sorted(reach.units))
    if reach.shared and actor.person_id:
        found |= Q(Exists(shares(actor, changing).filter(label=model.label(), record_id=OuterRef("pk"))))
    return found


def parts(model: Any, actor: Actor, reach: Reach | None) -> dict[str, Q] | None:
    """A reach as conditions of their own, by the column whose index answers each; a row may lie in several parts.
    None is everything, and no part is nothing."""
    if reach is None:
        return {}
    if reach.everywhere or not model.owned:
        return None
    found = {}
    if reach.own and actor.person_id:
        found["owner"] = Q(owner_id=actor.person_id)
    if reach.units or reach.trees:
        places = Q(org_path__in=sorted(reach.units)) if reach.units else Q()
        for path in sorted(reach.trees):
            places |= below(path)
        found["org_path"] = places
    if reach.shared and actor.person_id:
        found["pk"] = Q(pk__in=shares(actor).filter(label=model.label()).values("record_id"))
    return found


def spans(reach: Reach) -> tuple[tuple[str, str], ...]:
    """The places of a reach as ranges of paths, each from its first up to, without, its last."""
    return (*(span(path, is_only=True) for path in sorted(reach.units)), *(span(path) for path in sorted(reach.trees)))


def span(path: str, is_only: bool = False) -> tuple[str, str]:
    """A unit with all below it, or without: `1.4.` up to `1.4/`, or up to `1.4. `."""
    return path, f"{path} " if is_only else f"{path[:-1]}/"


def shares(actor: Actor, changing: bool = False) -> Any:
    """What is shared with the actor today, for seeing or also for changing; nothing with who is nobody."""
    from xianji.org.models import Share

    if not actor.person_id:
        return Share.objects.none()
    rows = Share.objects.filter(Q(until_on=None) | Q(until_on__gte=timezone.localdate()), addressed(actor))
    return rows.filter(may_change=True) if changing else rows


def addressed(actor: Actor) -> Q:
    """To the person, to the person's unit, or to a unit above it with all below."""
    found = Q(person=actor.person_id)
    if actor.unit_id:
        found |= Q(unit=actor.unit_id)
    if above := units_on(actor.unit_path):
        found |= Q(unit__in=above, with_below=True)
    return found


def units_on(path: str) -> list[int]:
    """The ids of a unit and of all above it, as its path names them."""
    return [int(step) for step in path.split(".") if step]


def within(rows: QuerySet, actor: Actor, reach: Reach | None, changing: bool = False) -> QuerySet:
    """The rows inside a reach; no reach, no rows."""
    if reach is None:
        return rows.none()
    if reach.everywhere or not rows.model.owned:
        return rows
    return rows.alias(_path=PlainPath("org_path")).filter(predicate(rows.model, actor, reach, changing))


def visible(rows: QuerySet, actor: Actor, verb: str = "view") -> QuerySet:
    """The rows on which the actor holds the permission `chapter.object.verb`."""
    return within(rows, actor, actor.reach(f"{rows.model.label()}.{verb}"), changes(verb))


def changes(verb: str) -> bool:
    """Whether a verb or permission asks for more than to see."""
    return verb.rpartition(".")[2] not in {"view", "export"}


def holds(record: Any, actor: Actor, permission: str) -> bool:
    """Whether a permission holds on one record, by the record's present owner, unit and sharing."""
    reach = actor.reach(permission)
    if reach is None:
        return False
    if reach.everywhere or not record.owned:
        return True
    if record.pk is None:
        return record.owner_id in (None, actor.person_id) and reach.own or reach.holds_path(record.org_path)
    return within(type(record).unscoped.filter(pk=record.pk), actor, reach, changes(permission)).exists()
