"""allauth's hooks: nobody signs up by themselves; accounts come from an administrator's invitation."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter


class ClosedDoor(DefaultAccountAdapter):
    """No open registration."""

    def is_open_for_signup(self, request: Any) -> bool:
        return False
