"""Sessions in the database, as Django keeps them, read by a statement compiled once."""

from typing import Any

from django.contrib.sessions.backends.db import SessionStore as InDatabase
from django.utils import timezone

from xianji.org.prepared import by_key


class SessionStore(InDatabase):
    """Django's own but for how one is found."""

    def _get_session_from_db(self) -> Any:
        found = by_key(self.model).one(pk=self.session_key)
        if found is None or found.expire_date <= timezone.now():
            self._session_key = None
            return None
        return found
