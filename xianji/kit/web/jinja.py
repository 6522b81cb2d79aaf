"""The Jinja2 environment: static files, messages, and how values are written for people."""

from functools import lru_cache
from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.utils import translation
from django.utils.html import format_html
from django.utils.safestring import SafeString
from jinja2 import Environment

from xianji.kit.beginnings import to_do
from xianji.kit.lists.drawing import Once, cells
from xianji.kit.web import writing


def environment(**options: Any) -> Environment:
    made = Environment(**options)
    made.globals.update(static=static, settings=settings, zip=zip, once=Once, cells_of=cells, drawn=drawn, first_steps=to_do)
    made.install_gettext_callables(  # type: ignore[attr-defined]
        translation.gettext, translation.ngettext, newstyle=True, pgettext=translation.pgettext,
        npgettext=translation.npgettext,
    )  # fmt: skip
    made.filters.update(
        money=writing.money, number=writing.number, percent=writing.percent, day=writing.day, moment=writing.moment,
        ago=writing.ago, exact=writing.exact, device=writing.device, shown=writing.shown,
        bytes=writing.bytes_told, brief=writing.short_money,
    )  # fmt: skip
    made.policies["ext.i18n.trimmed"] = True
    return made


@lru_cache(maxsize=1024)
def drawn(name: str, size: str = "") -> SafeString:
    """An icon of the sheet; every page has dozens of the same few."""
    sheet = static("vendor/icons.svg")
    return format_html('<svg class="i {}" aria-hidden="true"><use href="{}#i-{}"/></svg>', size, sheet, name)
