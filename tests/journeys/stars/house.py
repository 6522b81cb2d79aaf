"""The company of the scenarios as its people use it, each signed in as themselves: forms, dialogs, pages and the API."""

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.test import Client
from django.utils import timezone

from tests.journeys.stars.typing_in import Form, flat
from xianji.approval.models import Request
from xianji.catalog.models import Product, Term
from xianji.kit import registry
from xianji.lib import actor
from xianji.org.actors import actor_of
from xianji.org.models import Person, Unit, User


def moment(text: str) -> datetime:
    """`moment("07-02T14:00")`, in the company's time."""
    return timezone.make_aware(datetime.fromisoformat(f"2026-{text}"))


class House:
    """Who works there, by name; it is always some moment of 2026."""

    def __init__(self, clock: Callable[[datetime], None]) -> None:
        self.clock, self._in = clock, dict[str, Client]()
        self._handler = Client().handler
        self.people: dict[str, Person] = {}
        self.units: dict[str, Unit] = {}
        self.goods: dict[str, Product] = {}
        self.industry: Term

    def now(self, text: str) -> None:
        """It is this moment; everybody signs in anew."""
        self.clock(moment(text))
        self._in.clear()

    def acting(self, name: str) -> Any:
        return actor.acting(actor_of(User.objects.get(person=self.people[name])))

    def at(self, name: str) -> Client:
        """Their browser."""
        if name not in self._in:
            self._in[name] = Client(headers={"accept-language": "en"})
            self._in[name].handler = self._handler
            self._in[name].force_login(User.objects.get(person=self.people[name]))
        return self._in[name]

    def fill(self, name: str, model: Any, /, **typed: Any) -> Any:
        """A new record by its form; lines as lists of what is typed in each."""
        done = self.at(name).post(f"{registry.resource_of(model).path}new", flat(typed))
        assert done.status_code == 302, told(done)
        return model.unscoped.get(pk=int(done.url.split("?")[0].rstrip("/").rsplit("/", 1)[1]))

    def edit(self, name: str, record: Any, /, **typed: Any) -> Any:
        """One field after the other, where it stands."""
        for field, value in typed.items():
            now = fresh(record)
            place = f"{registry.resource_of(now).address(now.pk)}/field/{field}"
            done = self.at(name).post(place, {field: value, "version": now.version}, headers={"HX-Request": "true"})
            assert done.status_code == 200, told(done)
        return fresh(record)

    def correct(self, name: str, record: Any, /, **typed: Any) -> Any:
        """Its whole form, with some of it typed over."""
        place = f"{registry.resource_of(record).address(record.pk)}/edit"
        page = self.at(name).get(place).content.decode()
        done = self.at(name).post(place, Form(page).sent | flat(typed))
        assert done.status_code == 302, told(done)
        return fresh(record)

    def press(self, name: str, record: Any, verb: str, /, **typed: Any) -> Any:
        """A verb of a record with what its dialog asks; returns it as it is then."""
        done = self._pressed(name, record, verb, typed)
        assert done.status_code == 302, told(done)
        return fresh(record)

    def refused(self, name: str, record: Any, verb: str, /, **typed: Any) -> str:
        """The same, but the product says no: what it says."""
        done = self._pressed(name, record, verb, typed)
        assert done.status_code in (403, 409, 422), done.status_code
        return said(done)

    def _pressed(self, name: str, record: Any, verb: str, typed: dict[str, Any]) -> Any:
        return self.at(name).post(f"{registry.resource_of(record).address(record.pk)}/do/{verb}", flat(typed))

    def page(self, name: str, record: Any, tab: str = "") -> dict[str, Any]:
        """{panel: what it is given} of a record's page, as this person sees it."""
        done = self.at(name).get(registry.resource_of(record).address(record.pk), {"tab": tab} if tab else {})
        assert done.status_code == 200
        return {one["panel"].name: one for one in done.context["panels"]}

    def answered(self, record: Any, *names: str) -> Any:
        """Each in turn is asked, and agrees."""
        for name in names:
            request = asked(record)
            assert name in request.seats.filter(state="open").values_list("person__name", flat=True)
            self.press(name, request, "approve")
        return fresh(record)

    def words(self, name: str, record: Any, language: str = "en") -> str:
        """What stands on its page."""
        done = self.at(name).get(registry.resource_of(record).address(record.pk), headers={"accept-language": language})
        return said(done)

    def read(self, name: str, record: Any, *fields: str) -> list[Any]:
        """What the API answers this person of it."""
        done = self.at(name).get(f"/api{registry.resource_of(record).address(record.pk)}")
        assert done.status_code == 200, done.content
        told = done.json()
        return [told[one] for one in fields]


def told(done: Any) -> Any:
    """Why it was not done."""
    form = (done.context or {}).get("form")
    return form.errors if form is not None and form.errors else (done.status_code, said(done))


def said(done: Any) -> str:
    """The words of an answer, without those of the frame around it."""
    return " ".join(re.sub(r"<[^>]+>", " ", done.content.decode().split("<main")[-1].split("</main")[0]).split())


def fresh(record: Any) -> Any:
    return type(record).unscoped.get(pk=record.pk)


def asked(record: Any) -> Request:
    """What waits for an answer about it."""
    return Request.unscoped.get(about_label=record.label(), about_id=record.pk, state="pending")
