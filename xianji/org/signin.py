"""Signing in by login name, mail address or person number."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend


class ByLoginOrNumber(AuthenticationBackend):
    """allauth's backend; the login form hands over whatever was typed."""

    def has_perm(self, user: Any, perm: str, obj: Any = None) -> bool:
        """Rights come from roles, never from Django's permission tables."""
        return False
