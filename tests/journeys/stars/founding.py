"""The company of the scenarios, invented, as it stands before the first lead: its units, people, products and prices, its regulation
in force."""

from datetime import date
from decimal import Decimal

from tests.journeys.stars.house import House, fresh
from tests.making import make
from xianji.catalog.models import Product, Term
from xianji.kit import store
from xianji.lib import actor
from xianji.lib.actor import SYSTEM
from xianji.org import numbers
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
