"""The stakeholder map on the customer's page: drawn by the server, and the same as a list, which phones and readers get."""

from typing import Any

from django.utils.translation import gettext_lazy

from xianji.customers.contacts.models import Contact
from xianji.customers.customers.models import Customer
from xianji.customers.customers.tabs import PEOPLE
from xianji.customers.map import rules
from xianji.customers.map.models import ContactLink
from xianji.kit import registry
from xianji.kit.records.panels import Panel
from xianji.kit.web.pages import HttpRequest
from xianji.lib import actor

MOST = 40
"""Contacts that are drawn: those with most influence."""
NAME, TITLE = 11, 15
"""Letters that find room on a card; a Hanzi takes the room of two."""


class MapPanel(Panel):
    def open_on(self, record: Any) -> bool:
        return actor.current().may("customers.contact.view")

    def context(self, record: Customer, request: HttpRequest) -> dict[str, Any]:
        """Two statements; only what one may see is drawn."""
        resource = registry.resource_of(Contact)
        found = Contact.objects.filter(customer=record).order_by("-influence", "pk")[: MOST + 1]
        people = list(found)[:MOST]
        links = ContactLink.objects.filter(contact__in=people).select_related("colleague").order_by("pk")
        return {
            **drawn(people, list(links), resource), "more": len(found) > MOST,
            "all_href": f"{resource.path}?customer={record.pk}", "may_change": resource.may(actor.current(), "change"),
            "new_href": f"{resource.path}new?customer={record.pk}" if resource.may(actor.current(), "create") else "",
        }  # fmt: skip


def drawn(people: list[Contact], links: list[ContactLink], resource: Any) -> dict[str, Any]:
    """Cards with their places, lines between them, and the list that says the same."""
    by_key = {one.pk: one for one in people}
    colleagues = {link.colleague_id: link.colleague for link in links if link.colleague_id}
    levels = [[("contact", one.pk) for one in level] for level in rules.rows(people)]
    levels += rules.wrapped([("colleague", pk) for pk in colleagues])
    spots = rules.spots(levels)
    seen = [link for link in links if link.colleague_id or link.other_id in by_key]
    cards = [card(by_key[pk], spots["contact", pk], resource) for kind, pk in spots if kind == "contact"]
    cards += [ours(colleagues[pk], spots["colleague", pk]) for kind, pk in spots if kind == "colleague"]
    return {
        "cards": cards, "lines": [line(link, spots) for link in seen], "width": rules.WIDTH, "height": rules.height(levels),
        "card": {"width": rules.CARD, "height": rules.TALL}, "rows": [told(one, seen, by_key, resource) for one in people],
        "kinds": [(kind, label) for kind, label in ContactLink.Kind.choices if any(link.kind == kind for link in seen)],
    }  # fmt: skip


def card(one: Contact, at: rules.Spot, resource: Any) -> dict[str, Any]:
    title = one.job or (one.get_part_display() if one.part else "")
    return {
        "x": at.x, "y": at.y, "name": cut(one.name, NAME), "title": cut(title, TITLE), "href": resource.address(one.pk),
        "whole": f"{one.name} · {title}".strip(" ·"), "influence": one.influence or 0, "tone": tone(one.closeness),
        "part": one.get_part_display() if one.part else "", "is_ours": False,
    }  # fmt: skip


def ours(person: Any, at: rules.Spot) -> dict[str, Any]:
    return {"x": at.x, "y": at.y, "name": cut(person.name, NAME), "title": "", "whole": person.name, "href": "", "influence": 0,
            "tone": "", "part": "", "is_ours": True}  # fmt: skip


def line(link: ContactLink, spots: dict[Any, rules.Spot]) -> dict[str, Any]:
    to = ("colleague", link.colleague_id) if link.colleague_id else ("contact", link.other_id)
    path = rules.between(spots["contact", link.contact_id], spots[to])
    return {"path": path, "kind": link.kind, "strength": link.strength or 2}


def told(one: Contact, links: list[ContactLink], known: dict[int, Contact], resource: Any) -> dict[str, Any]:
    own = [
        {"how": link.get_kind_display(), "who": str(known[link.other_id]) if link.other_id else str(link.colleague),
         "is_ours": bool(link.colleague_id), "strength": link.strength, "tone": "bad" if link.kind == link.Kind.AGAINST else ""}
        for link in links if link.contact_id == one.pk
    ]  # fmt: skip
    return {"one": one, "href": resource.address(one.pk), "edit_href": f"{resource.address(one.pk)}/edit", "links": own,
            "tone": tone(one.closeness)}  # fmt: skip


def tone(closeness: int | None) -> str:
    """How warm a relation is; nothing where nobody said."""
    return "" if closeness is None else "ok" if closeness >= 4 else "bad" if closeness <= 2 else "warn"


def cut(text: str, room: int) -> str:
    """As much as finds room on a card."""
    left = room * 2.0
    for place, letter in enumerate(text):
        left -= 2 if ord(letter) > 0x2E7F else 1.25
        if left < 0:
            return f"{text[:place]}…"
    return text


MAP = MapPanel("map", gettext_lazy("Decision chain"), "customers/map.html", "tab", fold=PEOPLE)
