"""Every night: whatever lies elsewhere than its owner or unit stands is put where it belongs."""

from xianji.kit.search import index
from xianji.lib.actor import SYSTEM, acting
from xianji.org.units import tree
from xianji.org.units.models import Unit


def put_right() -> int:
    """Returns how many rows were astray; none, normally."""
    with acting(SYSTEM):
        count = tree.refile_all()
        for unit in Unit.unscoped.all() if count else ():
            index.refile(unit)
    return count
