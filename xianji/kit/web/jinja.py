"""The Jinja2 environment: static files, messages, and how values are written for people."""

import re
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.utils import translation
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from jinja2 import Environment, pass_eval_context
from jinja2.nodes import EvalContext

from xianji.kit.beginnings import to_do
from xianji.kit.lists.drawing import Once, cells
from xianji.kit.web import writing

SPOT = re.compile(r"%(?:\((\w+)\)s|%)")


def environment(**options: Any) -> Environment:
    made = Environment(**options)
    made.globals.update(static=static, settings=settings, zip=zip, once=Once, cells_of=cells, drawn=drawn, first_steps=to_do)
    made.newstyle_gettext = True  # type: ignore[attr-defined]
    made.globals.update(gettext=gettext, ngettext=ngettext, pgettext=pgettext, npgettext=npgettext)
    made.filters.update(
        money=writing.money, number=writing.number, percent=writing.percent, day=writing.day, moment=writing.moment,
        ago=writing.ago, exact=writing.exact, device=writing.device, shown=writing.shown,
        bytes=writing.bytes_told, brief=writing.short_money, several=writing.several,
    )  # fmt: skip
    made.policies["ext.i18n.trimmed"] = True
    return made


@lru_cache(maxsize=1024)
def drawn(name: str, size: str = "") -> SafeString:
    """An icon of the sheet; every page has dozens of the same few."""
    sheet = static("vendor/icons.svg")
    return format_html('<svg class="i {}" aria-hidden="true"><use href="{}#i-{}"/></svg>', size, sheet, name)


def filled(here: EvalContext, text: str, values: dict[str, Any]) -> str:
    """A sentence with its values in their places. A percent sign that begins no place stands for itself, whoever translated."""
    if here.autoescape:
        return SafeString(SPOT.sub(lambda spot: conditional_escape(values[spot[1]]) if spot[1] else "%", text))
    return SPOT.sub(lambda spot: str(values[spot[1]]) if spot[1] else "%", text)


@pass_eval_context
def gettext(here: EvalContext, text: str, **values: Any) -> str:
    return filled(here, translation.gettext(text), values)


@pass_eval_context
def ngettext(here: EvalContext, one: str, many: str, num: int, **values: Any) -> str:
    return filled(here, translation.ngettext(one, many, num), {"num": num, **values})


@pass_eval_context
def pgettext(here: EvalContext, context: str, text: str, **values: Any) -> str:
    return filled(here, translation.pgettext(context, text), values)


@pass_eval_context
def npgettext(here: EvalContext, context: str, one: str, many: str, num: int, **values: Any) -> str:
    return filled(here, translation.npgettext(context, one, many, num), {"num": num, **values})
