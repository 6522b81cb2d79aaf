"""`answer.context` for our Jinja2 pages too: Django's test client only listens to its own templates."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.template.backends import jinja2
from django.test.signals import template_rendered

from xianji.org.models import Company


@pytest.fixture(autouse=True)
def pages_are_observed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Each rendering also tells the test client what it was given; the company, read once a minute, stands still."""
    render = jinja2.Template.render

    def told(self: Any, context: Any = None, request: Any = None) -> str:
        template_rendered.send(sender=self, template=self, context=dict(context or {}))
        return render(self, context, request)

    monkeypatch.setattr(jinja2.Template, "render", told)
    monkeypatch.setattr("xianji.kit.web.context.company", lambda: Company(name="Paper Crane Ltd"))
    yield
