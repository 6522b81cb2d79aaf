"""Sentences in templates: values in their places, and a percent sign is a percent sign whoever translated."""

import pytest
from babel.messages.catalog import Message
from django.template import engines
from django.utils import translation

from tools.messages import is_torn


def drawn(source, **values):
    return engines["jinja2"].from_string(source).render(values)


def test_a_bare_percent_sign_is_no_placeholder(monkeypatch):
    monkeypatch.setattr(translation, "gettext", lambda text: {"Share": "100 % of it", "Of %(who)s": "5% d %(who)s, 7%%"}.get(text, text))
    assert drawn("{{ _('Share') }}") == "100 % of it"
    assert drawn("{{ _('Of %(who)s', who=name) }}", name="<Ann>") == "5% d &lt;Ann&gt;, 7%"
    assert drawn("{{ ngettext('%(num)s row', '%(num)s rows', 3) }}{% trans n=4 %} {{ n }} %{% endtrans %}") == "3 rows4 %"
    with pytest.raises(KeyError):
        drawn("{{ _('Of %(who)s') }}")


def test_one_beside_a_placeholder_is_found_in_the_message_files():
    torn = [Message("%(n)s % left", "%(n)s %% left"), Message("%(n)s %% left", "剩 %(n)s%"), Message(("%(n)s row", "%(n)s % rows"), ("", ""))]
    whole = [Message("100 % of it", "100 %"), Message("%(n)s %% left", "剩 %(n)s %%"), Message("%(n)s left", "")]
    assert [is_torn(one) for one in (*torn, *whole)] == [True] * 3 + [False] * 3
