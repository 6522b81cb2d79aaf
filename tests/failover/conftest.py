"""Collected only when asked for: it takes minutes and needs packages that the product does not."""

import os
import signal
from collections.abc import Iterator

import pytest

from tests.failover import cluster
from tests.failover.cluster import Cluster, Late, Missing, wait_for

collect_ignore_glob = [] if os.environ.get("XIANJI_FAILOVER") else ["test_*.py"]
LONGEST = 360


@pytest.fixture(scope="session")
def running() -> Iterator[Cluster]:
    """One primary and two standbys, for all tests of this folder."""
    try:
        with cluster.running() as found:
            yield found
    except Missing as problem:
        pytest.fail(str(problem))


@pytest.fixture
def servers(running: Cluster) -> Iterator[Cluster]:
    """The same, whole again after the test before; whoever takes too long is stopped."""

    def late(_number: int, _frame: object) -> None:
        raise Late(f"the test was not over after {LONGEST} seconds")

    before = signal.signal(signal.SIGALRM, late)
    signal.alarm(LONGEST)
    try:
        wait_for("three nodes again", running.is_whole, 120)
        yield running
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
