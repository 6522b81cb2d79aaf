"""Finding a user by what people call them."""

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Q

from xianji.org.users.models import User


class NoSuchUser(LookupError):
    """Nobody, or more than one, is called that."""


def user_called(name: str) -> User:
    """By login, mail address, person number or full name; the name must be unique."""
    try:
        return User.objects.get(login=name.lower())
    except ObjectDoesNotExist:
        pass
    found = list(User.objects.filter(
        Q(email__iexact=name) | Q(person__number=name) | Q(person__name=name)
    )[:2])  # fmt: skip
    if len(found) != 1:
        told = "more than one user is" if found else "no user is"
        raise NoSuchUser(f"{told} called “{name}”; use the login, mail address, person number or full name.")
    return found[0]
