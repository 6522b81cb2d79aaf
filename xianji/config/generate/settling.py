"""What an installation at rest has: a sealed journal, a merged search index, statistics for the planner."""

from django.db import connection

from xianji.audit import chain
from xianji.kit.search import engine


def settle() -> None:
    """As the worker and the database would do by and by."""
    chain.seal_all()
    engine.settle()
    with connection.cursor() as cursor:
        may_vacuum = connection.vendor == "postgresql" and not connection.in_atomic_block
        cursor.execute("VACUUM (ANALYZE)" if may_vacuum else "ANALYZE")
