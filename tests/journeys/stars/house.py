"""The company of the scenarios, invented: its units, people, products and prices, its regulation in force; and what its people do
there, each signed in as themselves."""

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.test import Client
from django.utils import timezone

from tests.journeys.stars.typing_in import Form, flat
from tests.making import make
from xianji.approval.models import Request
from xianji.catalog.models import Product, Term
from xianji.kit import registry, store
from xianji.lib import actor
from xianji.lib.actor import SYSTEM
from xianji.org import numbers
from xianji.org.actors import actor_of
from xianji.org.company import settled
from xianji.org.models import Assignment, Company, Person, Region, Role, Unit, User
from xianji.planning.models import PriceItem, PriceList
from xianji.planning.prices.actions import submit
from xianji.policy.coverage.actions import confirm, sign, suggest, uncovered
from xianji.policy.coverage.models import Coverage
from xianji.policy.models import Version
from xianji.sales.templates.actions import load_models, publish

UNITS = {"top": ("company", ""), "east": ("region", "top"), "E1": ("team", "east"), "desk": ("function", "top")}
NAMES = {"top": "星桥智造(虚构)有限公司", "east": "East China", "E1": "E1", "desk": "客户服务部"}
PEOPLE = {
    "林总监": ("top", "SD"), "何经理": ("east", "RM"), "马主管": ("E1", "SUP"), "陈一": ("E1", "REP"), "李二": ("E1", "REP"), "王三": ("E1", "REP"),
    "郑九": ("desk", "CS"), "冯法务": ("top", "LEG"), "褚信控": ("top", "FIN"), "尤出纳": ("top", "FIN"), "卫客服": ("desk", "CS"),
    "蒋调研": ("top", "MR"), "韩总": ("top", "EXE"), "管理员": ("top", "ADM"),
}  # fmt: skip
HEADS = {"top": "林总监", "east": "何经理", "E1": "马主管"}
GOODS = {"SB-100": ("1200", "620", "goods", "standard"), "SB-G10": ("8800", "4900", "goods", "standard"),
         "SVC-1Y": ("60000", "22000", "service", "service")}  # fmt: skip


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


def build(house: House) -> House:
    """As it stands before the first lead."""
    house.now("01-05T09:00")
    with actor.acting(SYSTEM):
        Company.objects.create(pk=1, name=NAMES["top"], country="CN", currency="CNY", time_zone="Asia/Shanghai", language="en")
        settled.forget()
        for key, (kind, above) in UNITS.items():
            house.units[key] = store.create(Unit(name=NAMES[key], kind=kind, parent=house.units.get(above)))
        for name, (place, role) in PEOPLE.items():
            house.people[name] = hired(name, house.units[place], role)
        for key, name in HEADS.items():
            house.units[key].head = house.people[name]
            store.change(house.units[key])
        make(Region, code="EAST", name="华东", unit=house.units["E1"])
        house.industry = make(Term, dictionary="industry", code="machines", name="机械", standing=Term.Standing.PRIORITY)
        for prefix, last in (("AC", 99), ("CT", 200)):
            numbers.skip_to(prefix, last)
        for sku, (price, cost, kind, tax) in GOODS.items():
            house.goods[sku] = make(Product, sku=sku, name=sku, list_price=Decimal(price), cost=Decimal(cost), kind=kind, tax_category=tax)
    in_force(house)
    prices(house)
    return house


def hired(name: str, unit: Unit, role: str) -> Person:
    one: Person = store.create(Person(name=name, unit=unit, email=f"p{Person.unscoped.count()}@stars.example"))
    user = User.objects.create_user(f"u{one.pk}", one.email, "a long word for tests", person=one)
    Assignment.objects.create(user=user, role=Role.unscoped.get(code=role))
    return one


def in_force(house: House) -> None:
    """The regulation that ships, whole."""
    loaded = house.at("林总监").post("/policy/load", {"default": "1"})
    version = Version.unscoped.get(pk=int(loaded.url.rsplit("/", 1)[1]))
    with actor.acting(SYSTEM):
        suggest(version)
        confirm(Coverage.unscoped.filter(policy_version=version))
        sign(uncovered(version), "waits")
    house.press("林总监", version, "submit", effective_on="2026-01-05")
    assert fresh(version).state == "published"


def prices(house: House) -> None:
    """The list of the year, agreed to; and the model contracts in use."""
    with actor.acting(SYSTEM):
        rows = make(PriceList, name="2026", from_on=date(2026, 1, 1))
        for sku, product in house.goods.items():
            make(PriceItem, price_list=rows, product=product, price=Decimal(GOODS[sku][0]))
    with house.acting("林总监"):
        submit(rows)
    house.answered(rows, "褚信控")
    with house.acting("冯法务"):
        for template in load_models():
            publish(template)
