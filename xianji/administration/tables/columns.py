"""Conditions and answers of a draft: added, named, offered choices, taken out; and how several hits count."""

import re
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xianji.administration.tables.grid import POLICIES
from xianji.kit.refusals import Refused
from xianji.kit.web.pages import KitForm, forms
from xianji.rulebook.kinds import Kind
from xianji.rulebook.tables.content import KEY, Column, Content, Row
from xianji.rulebook.tables.declared import table

MOST = 30


class ColumnForm(KitForm):
    """A new column."""

    label = forms.CharField(max_length=60, label=gettext_lazy("Title"))
    role = forms.ChoiceField(
        choices=[("input", gettext_lazy("Condition")), ("output", gettext_lazy("Answer"))], label=gettext_lazy("Is a"),
        help_text=gettext_lazy(
            "A new condition is unknown wherever the product does not give it yet; a new answer can be read at once."
        ),
    )  # fmt: skip
    kind = forms.ChoiceField(choices=Kind.choices, label=gettext_lazy("Kind"))
    choices = forms.CharField(
        required=False, max_length=2000, widget=forms.Textarea({"rows": 4}), label=gettext_lazy("Choices"),
        help_text=gettext_lazy("One a line; only for the kind “Choice”."),
    )  # fmt: skip
    key = forms.CharField(
        required=False, max_length=40, label=gettext_lazy("Key"),
        help_text=gettext_lazy("What programs call it, in small Latin letters; made from the title where it is left empty."),
    )  # fmt: skip


def added(content: Content, wish: dict[str, Any]) -> Content:
    """With the column at the end of its kind; every row asks any of it, or answers nothing."""
    key = wish["key"] or made_of(wish["label"], content)
    choices = tuple((f"c{n}", name.strip()) for n, name in enumerate(filter(str.strip, wish["choices"].splitlines()), 1))
    if not KEY.fullmatch(key) or content.column(key):
        raise Refused("", {"key": [_("“%(value)s” is taken, or holds more than small letters, digits and _.") % {"value": key}]})
    if wish["kind"] == Kind.CHOICE and not choices:
        raise Refused("", {"choices": [_("A choice needs something to choose.")]})
    if len(content.inputs) + len(content.outputs) >= MOST:
        raise Refused(_("A table has at most %(count)s columns.") % {"count": MOST})
    column = Column(key, wish["label"].strip(), wish["kind"], choices=choices if wish["kind"] == Kind.CHOICE else ())
    if wish["role"] == "input":
        if wish["kind"] == Kind.TEXT:
            raise Refused("", {"kind": [_("A condition on free text cannot be checked; offer choices.")]})
        return replace(content, inputs=(*content.inputs, replace(column, optional=True)))
    return replace(content, outputs=(*content.outputs, column))


def made_of(label: str, content: Content) -> str:
    """A key of the Latin letters in a title, or a number."""
    key = re.sub(r"[^a-z0-9]+", "_", label.lower()).strip("_")[:30]
    if KEY.fullmatch(key) and not content.column(key):
        return key
    return next(name for n in range(1, 100) if content.column(name := f"column_{n}") is None)


def dropped(content: Content, key: str, name: str) -> Content:
    """Without a column; those that the product itself asks with or reads stay."""
    shipped = table(name).content
    if shipped.column(key):
        raise Refused(_("The product works with this column; it stays."))

    def without(texts: dict[str, str]) -> dict[str, str]:
        return {other: text for other, text in texts.items() if other != key}

    rows = tuple(Row(row.id, without(row.when), without(row.then), row.note) for row in content.rows)
    cases = tuple(replace(case, facts=without(case.facts), expects=without(case.expects)) for case in content.cases)
    return replace(
        content, inputs=tuple(c for c in content.inputs if c.key != key),
        outputs=tuple(c for c in content.outputs if c.key != key),
        rows=rows, cases=cases,
    )  # fmt: skip


def under(content: Content, hit: str) -> Content:
    """With another policy for several hits."""
    if hit not in POLICIES:
        raise Refused(_("“%(value)s” is no policy.") % {"value": hit})
    return replace(content, hit=hit)
