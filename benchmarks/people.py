"""The people of the generated company, one for every scope."""

from xianji.lib.actor import Actor

LOGINS = {"own": "seller", "team": "lead", "region": "region", "all": "director", "nobody": "nobody"}
"""{scope: login}: the greatest holder, their supervisor, their region's manager, the director, and one without a role."""


def actors() -> dict[str, Actor]:
    """{scope: who acts}."""
    from xianji.org.actors import actor_of
    from xianji.org.models import User

    return {scope: actor_of(User.objects.get(login=login)) for scope, login in LOGINS.items()}
