"""What the shell shows on every page: menu, me, theme and language."""

from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.template.backends.utils import csrf_input
from django.utils import timezone, translation
from django.utils.functional import SimpleLazyObject

from xianji.kit import registry
from xianji.kit.web.language import html_code
from xianji.kit.web.writing import chapter_number, exact
from xianji.lib import actor
from xianji.lib.actor import Actor
from xianji.org.company.settled import company

NAMES = (("zh-hans", "简体"), ("zh-hant", "繁體"), ("en", "English"))


def shell(request: HttpRequest) -> dict[str, Any]:
    who = actor.current_or_none()
    language = translation.get_language() or settings.LANGUAGE_CODE
    panel_only = request.headers.get("HX-Boosted") == "true" and request.headers.get("HX-Target") == "main"
    return {
        "csrf_input": SimpleLazyObject(lambda: csrf_input(request)),  # masked once a page, not at each of its forms
        "keys_off": request.COOKIES.get("keys") == "off",
        "theme": request.COOKIES.get("theme", ""),
        "language": html_code(language),
        "language_code": language,
        "languages": NAMES,
        "roll": roll(),
        "panel_only": panel_only,  # the panel is taken out of the page and swapped: what stands around it is there
        "menu": marked(menu(who, language), request.path) if who and not panel_only else [],
        "menu_late": [one.late for one in registry.chapters if one.late and who and (not one.late_for or who.may(one.late_for))],
        "me": {"name": who.name, "key": who.person_id or 0, "user_id": who.user_id} if who else None,
        "company": company().name if who else "",
        "currency": company().currency if who else "",
        "paper": f"{request.build_absolute_uri()} · {exact(timezone.now())}" if who else "",
        "only_looks": bool(who and who.only_looks),
    }


def roll() -> list[dict[str, Any]]:
    """The chapters of the regulation, for the sign-in page."""
    return [{"number": chapter_number(c.number), "title": c.title, "saying": c.saying} for c in registry.roll]


@lru_cache(maxsize=2048)
def menu(who: Actor, language: str) -> tuple[dict[str, Any], ...]:
    """The groups and items this actor may open; kept per actor and language."""
    groups: list[dict[str, Any]] = []
    for chapter in registry.chapters:
        items = [
            {"href": page.path if page.path.startswith("/") else f"/{chapter.name}/{page.path}", "icon": page.icon,
             "label": str(page.title), "phone": page.on_phone, "go": page.go, "waits": page.counts}
            for page in chapter.pages
            if not page.permission or who.may(page.permission)
        ]
        for kind in chapter.resources:
            resource = registry.resource_of(kind.model)
            if resource.in_menu and resource.may(who, "view"):
                items.append(_item(resource, who))
        if items and chapter.joins and groups:
            groups[-1]["items"].extend(items)
        elif items:
            title = str(chapter.title) if chapter.is_named else ""
            groups.append({"name": chapter.name, "title": title, "percent": None, "items": items})
    return tuple(groups)


def places(who: Actor) -> set[str]:
    """The ids in this reader's menu that a late number may take: those beside a page, those beside a chapter's title."""
    groups = menu(who, translation.get_language() or settings.LANGUAGE_CODE)
    beside = {f"waits-{item['waits']}" for group in groups for item in group["items"] if item.get("waits")}
    return beside | {f"rate-{group['name']}" for group in groups if group["title"]}


def _item(resource: Any, who: Actor) -> dict[str, Any]:
    """One list in the menu; those for the thumb also stand in the phone's bar and behind its ＋."""
    add = f"{resource.path}new" if (resource.on_phone or resource.new_key) and resource.may(who, "create") else ""
    return {"href": resource.path, "icon": resource.icon, "label": str(resource.plural), "phone": resource.on_phone, "add": add,
            "asks": bool(resource.asked_first), "go": resource.go, "one": str(resource.title),
            "new_key": resource.new_key if add else ""}  # fmt: skip


def marked(groups: tuple[dict[str, Any], ...], path: str) -> list[dict[str, Any]]:
    return [
        {**group, "items": [{**item, "current": is_here(path, item["href"])} for item in group["items"]]} for group in groups
    ]


def is_here(path: str, href: str) -> bool:
    """Whether a page belongs to an item; the first page is only itself."""
    return path == href or (href != "/" and path.startswith(href))
