"""Where one can go and what one can begin: pages of the menu and “New …”, found by the same words as records."""

from dataclasses import dataclass
from functools import lru_cache

from django.utils import translation
from django.utils.translation import gettext as _

from xianji.kit import registry
from xianji.kit.web.context import menu
from xianji.lib import text
from xianji.lib.actor import Actor


@dataclass(frozen=True)
class Command:
    """A line of the palette that is no record."""

    title: str
    icon: str
    href: str
    is_new: bool = False


def commands(who: Actor) -> tuple[Command, ...]:
    """Everything this actor may open or begin, in menu order; chapters add their own by `palette` in chapter.py."""
    return _commands(who, translation.get_language() or "")


@lru_cache(maxsize=1024)
def _commands(who: Actor, language: str) -> tuple[Command, ...]:
    pages = [Command(item["label"], item["icon"], item["href"]) for group in menu(who, language) for item in group["items"]]
    pages.append(Command(_("Jobs"), "progress", "/jobs/"))
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
    found = [command for command in commands(who) if _fits(_tokens(command.title), terms)]
    return found[:limit]


def _fits(tokens: frozenset[str], terms: list[text.Term]) -> bool:
    return all(
        term.token in tokens or (term.prefix and any(token.startswith(term.token) for token in tokens)) for term in terms
    )


@lru_cache(maxsize=4096)
def _tokens(title: str) -> frozenset[str]:
    return frozenset(text.tokens(title))
