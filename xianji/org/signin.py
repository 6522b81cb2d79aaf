"""Signing in by login name, mail address, person number or mobile number."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend

from xianji.org.prepared import by_key
from xianji.org.users.finding import users_signing_in
from xianji.org.users.models import User

SECOND_STEP = "mfa_authenticator.data"
"""The place for which the secrets of authenticator apps are sealed."""


class ByLoginOrNumber(AuthenticationBackend):
    """allauth's backend; the login form hands over whatever was typed, as `username` or as `email`."""

    def _authenticate(self, request: Any, **credentials: Any) -> User | None:
        """One password check whatever was typed, so that time tells nothing."""
        typed = credentials.get("username") or credentials.get("email") or ""
        for user in users_signing_in(typed):
            if found := self._check_password(user, credentials.get("password") or ""):
                return found
        return None

    def get_user(self, user_id: Any) -> User | None:
        """The account as it stands now, unless it is closed."""
        user = by_key(User).one(pk=user_id)
        return user if user is not None and self.user_can_authenticate(user) else None

    def has_perm(self, user: Any, perm: str, obj: Any = None) -> bool:
        """Rights come from roles, never from Django's permission tables."""
        return False
