"""When a session was last used: real, and written seldom."""

from datetime import timedelta

from allauth.usersessions.models import UserSession
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.administration.conftest import is_in, sign_in

PAGE = "/account/sessions/"


def test_the_last_use_is_real_and_written_at_most_once_in_five_minutes(cast, client):
    sign_in(client, "alice")
    ended = timezone.now() - timedelta(minutes=4)

    def uses(ago: timedelta) -> int:
        """How many statements write that it is in use, when it was last seen so long ago."""
        UserSession.objects.update(last_seen_at=timezone.now() - ago)
        with CaptureQueriesContext(connection) as asked:
            assert is_in(client)
        return sum('UPDATE "usersessions_usersession"' in one["sql"] for one in asked)

    assert uses(timedelta(minutes=4)) == 0
    assert uses(timedelta(minutes=6)) == 1
    assert UserSession.objects.get().last_seen_at > ended
    assert uses(timedelta(seconds=1)) == 0


def test_a_session_that_is_over_is_touched_no_more(cast, client):
    sign_in(client, "alice")
    UserSession.objects.update(last_seen_at=timezone.now() - timedelta(hours=1))
    client.post("/account/logout/")
    assert not is_in(client)
    assert not UserSession.objects.filter(last_seen_at__gte=timezone.now() - timedelta(minutes=1)).exists()
