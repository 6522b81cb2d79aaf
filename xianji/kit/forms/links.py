"""Links typed as a name or number: the field that finds the record, and its control that suggests while one types."""

from typing import Any, NoReturn

from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from xianji.kit import registry
from xianji.kit.forms.picking import Targets, candidates, told
from xianji.kit.web.writing import several

NEAR = 5
"""How many records are offered where the text fits none exactly."""


PICKS = {"data-pick": "", "hx-trigger": "pick, input changed delay:150ms", "hx-sync": "this:replace", "hx-select": "unset",
         "hx-swap": "innerHTML", "hx-push-url": "false"}  # fmt: skip
"""What makes a text field a picker: twenty records, recent ones first, those that fit while one types."""


class LinkInput(forms.TextInput):
    """A text field that picks a record. Without scripts one types name or number, or looks it up in the list of its kind;
    what fits in part comes back as suggestions."""

    def __init__(self, href: str = "", place: str = "", beside: str = "") -> None:
        """`href` answers with the records that fit, `place` is their list, `beside` the field that limits them."""
        super().__init__({"autocomplete": "off"})
        self.href, self.place, self.beside = href, place, beside
        self.offered: list[str] = []

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        listed = f"pick-{(attrs or {}).get('id', name)}"
        more = {"list": listed}
        if self.href:
            more |= {**PICKS, "hx-get": self.href, "hx-target": f"#{listed}"}
        if self.beside:
            more["data-beside"] = self.beside
        field = super().render(name, value, {**(attrs or {}), **more}, renderer)
        options = [format_html('<option value="{}"></option>', one) for one in self.offered]
        return format_html('{}<datalist id="{}">{}</datalist>{}', field, listed, SafeString("".join(options)), self.way())

    def way(self) -> SafeString:
        """To the list of the kind, for those who pick without scripts."""
        look = '<noscript><a class="link sm" href="{}" target="_blank">{}</a></noscript>'
        return format_html(look, self.place, _("Look it up in the list")) if self.place else SafeString("")


class LinkField(forms.Field):
    """A link typed as number, name or #id; what fits several records is offered as a choice. `kept` is the link now."""

    suggests = True

    def __init__(self, targets: Targets, href: str = "", **options: Any) -> None:
        self.targets, self.href, self.kept = targets, href, None
        super().__init__(widget=LinkInput(href, place_of(targets.model), options.pop("beside", "")), **options)

    def prepare_value(self, value: Any) -> Any:
        """An id is shown as the record's title, if one may see it."""
        if isinstance(value, int):
            value = next(iter(Targets(self.targets.model).by_id(value)), None)
        return told(value) if hasattr(value, "pk") else value

    def to_python(self, value: Any) -> Any:
        text = str(value or "").strip()
        if not text:
            return None
        if self.kept is not None and text == told(self.kept):
            return self.kept
        found = self.targets.called(text)
        if len(found) == 1:
            return found[0]
        if not found:
            self.refuse(text)
        offered = self.widget.offered = [f"{told(row)} #{row.pk}" for row in found]
        words = _("“%(text)s” fits %(count)s records. Choose one of: %(offered)s.")
        raise forms.ValidationError(words % {"text": text, "count": len(found), "offered": several(offered[:8])})

    def refuse(self, text: str) -> NoReturn:
        """Nothing is called so; what has these words is offered."""
        near = self.widget.offered = [told(row) for row in candidates(self.targets.model, text, NEAR, self.targets.rows)]
        if near:
            words = _("There is no “%(text)s” here. Is it one of these: %(offered)s?")
            raise forms.ValidationError(words % {"text": text, "offered": several(near)})
        words = _("There is no “%(text)s” here. Type a name or number that exists.")
        raise forms.ValidationError(words % {"text": text})

    def has_changed(self, initial: Any, given: Any) -> bool:
        return self.prepare_value(initial) != (given or None)


def place_of(model: Any) -> str:
    return registry.resource_of(model).path if registry.has_resource(model) else ""


def linked(model: Any, name: str = "", via: str = "", **options: Any) -> LinkField:
    """A link field to a model: through the field `name` of the resource at path `via`, else to any record of its kind."""
    if not via and registry.has_resource(model):
        via, name = registry.resource_of(model).path, "self"
    return LinkField(Targets(model), f"{via}pick/{name}" if via else "", **options)
