"""Five times the primary is killed under writes: nothing acknowledged is lost, and nobody has to do anything."""

import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psycopg

from tests.config.conftest import ROOT, environment, runner
from tests.failover.cluster import Cluster, wait_for
from tests.failover.installation import SETTINGS, serving, set_up
from tests.failover.writers import Note, notes

KILLS = 5
LONGEST_GAP = 30.0
"""Seconds without an acknowledged write after a kill: the number to stay below."""
TABLES = {"customers.customer": "customers_customer", "sales.opportunity": "sales_opportunity"}
KINDS = ("actions", "calls")


def test_no_acknowledged_row_is_lost(tmp_path: Path, servers: Cluster) -> None:
    kills, files = under_writes(tmp_path, servers)
    told = [note for file in files for note in notes(file)]
    report(kills, told)
    with psycopg.connect(servers.address + "?target_session_attrs=read-write") as database:
        compare(database, [note for note in told if note.is_acknowledged])
    proof = json.loads(runner(tmp_path, servers.address)("audit", "verify", "--json", **SETTINGS).stdout)
    assert proof["problems"] == [] and proof["entries"] > 0
    assert (tmp_path / "audit.heads").stat().st_size > 0
    print(f"the journal is whole: {proof['entries']} entries")
    assert max(gaps(kills, told)) < LONGEST_GAP


def under_writes(home: Path, servers: Cluster) -> tuple[list[float], list[Path]]:
    """The moments of the kills and the writers' notes; the product is set up first and never started again."""
    run = runner(home, servers.address)
    set_up(home, servers.address)
    token = json.loads(run("token", "create", "admin", "--json", **SETTINGS).stdout)["token"]
    with ExitStack() as stack:
        server, address = stack.enter_context(serving(home, servers))
        more = {"WRITER_SERVER": address, "WRITER_TOKEN": token}
        files = [home / f"{kind}-{number}" for kind in KINDS for number in (1, 2)]
        writers = [stack.enter_context(writing(home, servers, file, more)) for file in files]
        wait_for("the first writes", lambda: all(map(has_begun, writers, files)), 60)
        kills = [kill_primary(servers) for _turn in range(KILLS)]
        time.sleep(3)
        for file in files:
            file.with_suffix(".stop").touch()
        assert [writer.wait(90) for writer in writers] == [0] * len(writers)
        assert server.poll() is None
    return kills, files


def has_begun(writer: subprocess.Popen, file: Path) -> bool:
    assert writer.poll() is None, f"{file.name} gave up"
    return file.exists()


def kill_primary(servers: Cluster) -> float:
    """Kill it with all its processes, wait until another has taken over, bring it back as a standby."""
    time.sleep(3)
    victim = servers.primary()
    assert victim is not None
    at = time.time()
    servers.kill(victim, signal.SIGKILL)
    wait_for("another primary", lambda: servers.primary() not in (None, victim), 60)
    servers.run(victim)
    wait_for("three nodes again", servers.is_whole, 90)
    return at


@contextmanager
def writing(home: Path, servers: Cluster, file: Path, more: dict[str, str]) -> Iterator[subprocess.Popen]:
    command = [sys.executable, "-m", "tests.failover.writers", file.name.partition("-")[0], file.name, str(file)]
    writer = subprocess.Popen(command, env=environment(home, servers.address, **SETTINGS, **more), cwd=ROOT)
    try:
        yield writer
    finally:
        writer.kill()
        writer.wait()


def compare(database: psycopg.Connection, acknowledged: list[Note]) -> None:
    """Every acknowledged write stands in its table and in the journal; what was sent again under its key came once."""
    stored: dict[tuple[str, int], tuple[str, int]] = {}
    for label, table in TABLES.items():
        for pk, name, version in database.execute(f"SELECT id, name, version FROM {table}").fetchall():  # type: ignore[arg-type]
            stored[label, pk] = name, version
    entries = set(database.execute("SELECT label, record_id, verb FROM audit_entry").fetchall())
    lost = [one for one in acknowledged if not is_stored(one, stored.get((one.label, one.id)))]
    unwritten = [one for one in acknowledged if (one.label, one.id, one.verb) not in entries]
    print(
        f"{len(acknowledged)} acknowledged writes, {len(lost)} lost, {len(unwritten)} without their journal entry; ",
        end="",
    )
    names = [name for (label, _pk), (name, _version) in stored.items() if name.startswith("calls")]
    print(f"{len(names) - len(set(names))} of {len(names)} calls came twice")
    assert len(acknowledged) > 100 * KILLS / 5
    assert lost == [] and unwritten == []
    assert len(names) == len(set(names)) > 0
    known = {(one.label, one.id) for one in acknowledged}
    print(f"{len(stored.keys() - known)} writes were stored although their answer was lost")


def is_stored(one: Note, row: tuple[str, int] | None) -> bool:
    return row is not None and row[0] == one.name and row[1] >= one.version


def gaps(kills: list[float], told: list[Note]) -> list[float]:
    """After each kill, the longest time without any acknowledged write until the next kill."""
    moments = sorted(note.at for note in told if note.is_acknowledged)
    found = []
    for begin, end in zip(kills, [*kills[1:], float("inf")], strict=True):
        inside = [at for at in moments if begin - 1 <= at < end]
        found.append(
            max((after - before for before, after in zip(inside, inside[1:], strict=False)), default=end - begin)
        )
    return found


def report(kills: list[float], told: list[Note]) -> None:
    print()
    for number, gap in enumerate(gaps(kills, told), 1):
        print(f"kill {number}: {gap:.1f} seconds without an acknowledged write")
    print(f"{sum(not note.is_acknowledged for note in told)} writes were put off with a clear word and tried again")
