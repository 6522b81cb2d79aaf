"""Collected only when asked for: it takes minutes and needs packages that the product does not."""

import os
from collections.abc import Iterator

import pytest

from tests.failover import cluster
from tests.failover.cluster import Cluster, Missing, wait_for

collect_ignore_glob = [] if os.environ.get("XIANJI_FAILOVER") else ["test_*.py"]


@pytest.fixture(scope="session")
def running() -> Iterator[Cluster]:
    """One primary and two standbys, for all tests of this folder."""
    try:
        with cluster.running() as found:
            yield found
    except Missing as problem:
        pytest.fail(str(problem))


@pytest.fixture
def servers(running: Cluster) -> Cluster:
    """The same, whole again after the test before."""
    wait_for("three nodes again", running.is_whole, 120)
    return running
