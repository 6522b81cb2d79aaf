"""What Today tells of overdue duties: the one that has waited longest stands first."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.making import make
from xianji.kit.registry import Desk
from xianji.lib import actor
from xianji.policy.findings.today import overdue
from xianji.policy.models import Finding


@pytest.mark.database
def test_the_oldest_duty_stands_first(cast):
    with cast.acting("alice"):
        assert overdue(Desk(actor.current(), timezone.localtime())) is None
        for days in (3, 0, 40, 12):
            finding = make(Finding, owner=cast.person("alice"), about_title=f"{days} old", due_on=timezone.localdate() - timedelta(days=days))
            Finding.unscoped.filter(pk=finding.pk).update(state="open")
        told = overdue(Desk(actor.current(), timezone.localtime()))
    assert [one["title"] for one in told["rows"]] == ["40 old", "12 old", "3 old", "0 old"]
    assert [one["late"] for one in told["rows"]] == ["40 days", "12 days", "3 days", "Today"] and told["count"] == "4"
