"""The operations of every resource, handed to the library that parses, routes and documents them."""

import inspect
from collections.abc import Callable
from functools import partial
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI, Router
from ninja.errors import HttpError, ValidationError
from ninja.parser import Parser
from pydantic import Field

from xianji.kit import registry
from xianji.kit.api import beside, bodies, bulk, bulk_jobs, lines, merging, operations, pointers
from xianji.kit.api.described import conditional, extra
from xianji.kit.api.door import refusal
from xianji.kit.api.invalid import invalid, unreadable
from xianji.kit.api.parsing import parsed

Id = Annotated[int, Field(ge=1, le=bodies.GREATEST)]
KEYWORD, FIRST = inspect.Parameter.KEYWORD_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD


class StrictParser(Parser):
    """Decimals stay decimals, and nothing is read as a number that JSON does not know."""

    def parse_body(self, request: HttpRequest) -> Any:
        return parsed(request.body)


def built() -> NinjaAPI:
    """Every resource of the registry, in menu order."""
    api = NinjaAPI(title="Xianji", version="1", openapi_url=None, docs_url=None, parser=StrictParser())
    api.add_exception_handler(ValidationError, invalid)  # type: ignore[arg-type]
    api.add_exception_handler(HttpError, unreadable)  # type: ignore[arg-type]
    api.add_exception_handler(Exception, refusal)  # type: ignore[arg-type]
    for resource in registry.resources.values():
        router = Router(tags=[str(resource.chapter.title)])
        Offer(router, resource).everything()
        api.add_router("", router)
    return api


class Offer:
    """Adds the operations of one resource to a router; those that write can also be done to many rows in one call."""

    def __init__(self, router: Router, resource: Any) -> None:
        self.router, self.resource = router, resource
        self.path = resource.path.rstrip("/")
        self.name = resource.label.replace(".", "_")
        self.calls: dict[str, bulk.Call] = {}
        self.offered: list[tuple[Any, ...]] = []

    def everything(self) -> None:
        """The address of many rows goes before those of one, whose id it would be taken for."""
        self.gather()
        self.many()
        for registered in self.offered:
            self.register(*registered)

    def gather(self) -> None:
        resource, one = self.resource, f"{self.path}/{{id}}"
        new, change = (lines.parts(resource, new=is_new) for is_new in (True, False))
        self.add("GET", self.path, "list", operations.listed)
        if pointers.is_creatable(resource):
            body = bodies.new_body(resource, [*pointers.parts(resource), *new])
            self.write("POST", self.path, "create", operations.created, 201, body=(body, ...), has_id=False)
        self.add("GET", one, "view", operations.shown, id=Id)
        self.write("PATCH", one, "change", operations.changed, body=(bodies.change_body(resource, change), ...))
        self.write("DELETE", one, "delete", operations.deleted, 204)
        self.write("POST", f"{one}/restore", "restore", operations.restored, body=(bodies.restoring_body(), None))
        if resource.model.owned:
            self.write("POST", f"{one}/hand_over", "hand_over", operations.handed_over, body=(bodies.handing_body(), ...))
        for action in resource.verbs():
            if action.only_through is None:
                self.verb(action, f"{one}/do/{action.name}")
        merging.offer(self, one)
        beside.offer(self, one, Id)

    def verb(self, action: Any, path: str) -> None:
        body = bodies.verb_body(action)
        needed = any(field.is_required() for field in body.model_fields.values())
        work = partial(operations.acted, self.resource, action)
        if not action.is_alone:
            self.calls[action.name] = bulk.Call(work, body)
        view = bound(work, id=Id, body=(body, ... if needed else None))
        self.offered.append(("POST", path, f"do_{action.name}", view, 200, str(action.label), action.__doc__ or ""))

    def many(self) -> None:
        body = bulk.bulk_body(bodies.named(self.resource), self.calls)
        view = bound(partial(bulk.done, self.calls), body=(body, ...))
        title = f"{self.resource.title}: many rows"
        self.register("POST", f"{self.path}/bulk", "bulk", view, 200, title, bulk.done.__doc__ or "")
        bulk_jobs.offer(self, self.path, bodies.named(self.resource), self.calls)

    def write(self, method: str, path: str, kind: str, work: Callable[..., HttpResponse], status: int = 200,
              has_id: bool = True, **types: Any) -> None:  # fmt: skip
        body = types["body"][0] if "body" in types else None
        self.calls[kind] = bulk.Call(partial(work, self.resource), body, has_id)
        self.add(method, path, kind, work, status, **({"id": Id} if has_id else {}), **types)

    def add(self, method: str, path: str, kind: str, work: Callable[..., HttpResponse], status: int = 200,
            **types: Any) -> None:  # fmt: skip
        view = bound(partial(work, self.resource), **types)
        title = f"{self.resource.title}: {kind.replace('_', ' ')}"
        self.offered.append((method, path, kind, view, status, title, work.__doc__ or ""))

    def register(self, method: str, path: str, kind: str, view: Any, status: int, title: str, told: str) -> None:
        extras = extra(self.resource, method, kind, status)
        self.router.add_api_operation(
            path, [method], view, operation_id=f"{self.name}_{kind}", summary=title, description=told,
            response={status: None}, openapi_extra=conditional(extras) if kind in {"list", "view"} else extras,
        )  # fmt: skip


def bound(work: Callable[..., HttpResponse], **types: Any) -> Callable[..., HttpResponse]:
    """A view whose signature names the types that the library is to read: a type, or (type, default)."""

    def view(request: HttpRequest, **given: Any) -> HttpResponse:
        return work(request, **given)

    made = [inspect.Parameter("request", FIRST)]
    for name, kind in types.items():
        kind, default = kind if isinstance(kind, tuple) else (kind, ...)
        default = inspect.Parameter.empty if default is ... else default
        made.append(inspect.Parameter(name, KEYWORD, default=default, annotation=kind))
    view.__signature__ = inspect.Signature(made)  # type: ignore[attr-defined]
    return view
