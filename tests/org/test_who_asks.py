"""Who asks is read anew for each request, though by a kept statement."""

from datetime import timedelta

from django.contrib.sessions.models import Session
from django.utils import timezone

from xianji.org.models import User
from xianji.org.prepared import by_key

LIST = "/customers/customers/"


def test_a_row_is_read_as_it_stands_now(cast):
    user = cast.users["alice"]
    assert by_key(User).one(pk=user.pk).theme == ""
    User.objects.filter(pk=user.pk).update(theme="dark", invited_at=(now := timezone.now()))
    again = by_key(User).one(pk=user.pk)
    assert (again.theme, again.invited_at) == ("dark", now) and again == user and not again._state.adding
    assert by_key(User).one(pk=2**40) is None and by_key(Session).one(pk="nobody's") is None


def test_a_closed_account_is_out_with_the_next_request(cast, enter):
    client = enter("alice")
    assert client.get(LIST).status_code == 200
    User.objects.filter(pk=cast.users["alice"].pk).update(is_active=False)
    assert client.get(LIST).status_code == 302


def test_a_session_that_is_over_or_gone_opens_nothing(cast, enter):
    for end in (lambda row: row.update(expire_date=timezone.now() - timedelta(seconds=1)), lambda row: row.delete()):
        client = enter("alice")
        row = Session.objects.filter(pk=client.session.session_key)
        assert client.get(LIST).status_code == 200
        end(row)
        assert client.get(LIST).status_code == 302
