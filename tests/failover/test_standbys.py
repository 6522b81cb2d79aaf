"""Lists are read from a standby while it follows closely; one's own writes are always seen, and nobody sees old rows for long."""

import http.cookiejar
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.failover.cluster import Cluster, Node, wait_for
from tests.failover.installation import PASSWORD, serving, set_up
from xianji.kit.replica import BEHIND, EVERY, OWN_WRITES, WROTE

CUSTOMERS = "/customers/customers/"
READS = "SELECT sum(idx_scan + seq_scan) FROM pg_stat_user_tables WHERE relname = 'customers_customer'"


class Browser:
    """Just enough of one."""

    def __init__(self, server: str) -> None:
        self.server, self.jar = server, http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))

    def get(self, path: str) -> str:
        return self.opener.open(self.server + path, timeout=30).read().decode()

    def post(self, path: str, **values: str) -> str:
        token = next(cookie.value for cookie in self.jar if cookie.name == "csrftoken")
        body = urllib.parse.urlencode({**values, "csrfmiddlewaretoken": token}).encode()
        request = urllib.request.Request(self.server + path, body, {"Referer": self.server + path})
        return self.opener.open(request, timeout=30).read().decode()

    def forgets_that_it_wrote(self) -> None:
        for cookie in [cookie for cookie in self.jar if cookie.name == WROTE]:
            self.jar.clear(cookie.domain, cookie.path, cookie.name)


def test_lists_come_from_a_standby_that_follows(tmp_path: Path, servers: Cluster) -> None:
    set_up(tmp_path, servers.address)
    with serving(tmp_path, servers, XIANJI_DATABASE_REPLICA=servers.address) as (_server, address):
        browser = Browser(address)
        browser.get("/account/login/")
        browser.post("/account/login/", login="admin", password=PASSWORD)
        browser.forgets_that_it_wrote()
        browser.get(CUSTOMERS)
        wait_for("a list from a standby", lambda: is_read_from_standby(servers, browser), 30)
        with standing_still(servers):
            sees_its_own_write(browser, "Heron")
            others_wait_at_most(browser, "Heron", BEHIND + EVERY)
        for node in standbys(servers):
            servers.kill(node)
        assert "Heron" in browser.get(CUSTOMERS)
        for node in [node for node in servers.nodes if node.process is None]:
            servers.run(node)


def is_read_from_standby(servers: Cluster, browser: Browser) -> bool:
    """The primary's counters stay where they are while a list is shown."""
    primary = servers.primary()
    assert primary is not None
    time.sleep(1.5)
    before = servers.ask(READS, primary)
    browser.get(CUSTOMERS)
    time.sleep(1.5)
    return servers.ask(READS, primary) == before


def sees_its_own_write(browser: Browser, name: str) -> None:
    browser.get(f"{CUSTOMERS}new")
    browser.post(f"{CUSTOMERS}new", name=name, country="TW", registration_type="none")
    assert any(cookie.name == WROTE for cookie in browser.jar)
    assert name in browser.get(CUSTOMERS)


def others_wait_at_most(browser: Browser, name: str, seconds: float) -> None:
    """Somebody who has not written reads the standby at first, then no more."""
    browser.forgets_that_it_wrote()
    began = time.monotonic()
    assert name not in browser.get(CUSTOMERS), "the list did not come from a standby"
    took = wait_for(f"{name} on the list", lambda: name in browser.get(CUSTOMERS), seconds + 1)
    print(f"\na standby that stands still was left after {time.monotonic() - began:.1f} seconds")
    assert took < OWN_WRITES


@contextmanager
def standing_still(servers: Cluster) -> Iterator[None]:
    """No standby replays what the primary writes; it still confirms having received it."""
    nodes = standbys(servers)
    for node in nodes:
        servers.ask("SELECT pg_wal_replay_pause()", node)
    yield
    for node in nodes:
        servers.ask("SELECT pg_wal_replay_resume()", node)


def standbys(servers: Cluster) -> list[Node]:
    primary = servers.primary()
    return [node for node in servers.nodes if node is not primary]
