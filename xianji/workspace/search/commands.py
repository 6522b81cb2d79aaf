"""Where one can go and what one can begin: pages of the menu and “New …”, found by the same words as records."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xianji.kit import registry
from xianji.kit.web.context import menu
from xianji.lib import text
from xianji.lib.actor import Actor

OWN = (
    (gettext_lazy("Jobs"), "progress", "/jobs/"), (gettext_lazy("Password"), "key", "/account/password/change/"),
    (gettext_lazy("Passkeys and second step"), "shield-lock", "/account/2fa/"),
    (gettext_lazy("Where I am signed in"), "device-laptop", "/account/sessions/"),
)  # fmt: skip
"""Pages that everybody has and no menu names."""


@dataclass(frozen=True)
class Command:
    """A line of the palette that is no record."""

    title: Any
    icon: str
    href: str
    is_new: bool = False


KEYS_PAGE = Command(gettext_lazy("All keys"), "command", "/help")


def commands(who: Actor) -> tuple[Command, ...]:
    """Everything this actor may open or begin, in menu order; chapters add their own by `palette` in chapter.py."""
    return _commands(who, translation.get_language() or "")


@lru_cache(maxsize=1024)
def _commands(who: Actor, language: str) -> tuple[Command, ...]:
    pages = [Command(item["label"], item["icon"], item["href"]) for group in menu(who, language) for item in group["items"]]
    pages += [*(Command(str(title), icon, href) for title, icon, href in OWN), KEYS_PAGE]
    makers = [
        Command(_("New %(thing)s") % {"thing": resource.title}, "plus", f"{resource.path}new", True)
        for resource in registry.resources.values()
        if resource.in_menu and resource.may(who, "create")
    ]
    given = [command for chapter in registry.chapters for command in chapter.palette if isinstance(command, Command)]
    return (*pages, *makers, *given)


def fitting(who: Actor, words: str, limit: int = 8) -> list[Command]:
    """The commands that all the words name, by Hanzi, pinyin or initials; without words the first ones."""
    terms = text.query_tokens(words)
    if not terms:
        return list(commands(who)[:limit]) if not words.strip() else []
    found = [command for command in commands(who) if fits(str(command.title), terms)]
    return found[:limit]


def fits(title: str, terms: list[text.Term]) -> bool:
    """Whether all that was typed names it."""
    tokens = _tokens(title)
    return bool(terms) and all(
        term.token in tokens or (term.prefix and any(token.startswith(term.token) for token in tokens)) for term in terms
    )


@lru_cache(maxsize=4096)
def _tokens(title: str) -> frozenset[str]:
    return frozenset(text.tokens(title))
