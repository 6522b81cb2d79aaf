"""A monitor and three data nodes of pg_auto_failover on 127.0.0.1, as an unprivileged user, gone afterwards."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

NODES = 3
DATABASE = USER = "xianji"
PACKAGES = "pg-auto-failover-cli and postgresql-NN-auto-failover, beside postgresql-NN"
TUNED = Path(__file__).resolve().parents[2] / "deploy" / "failover" / "monitor.conf"
UNPRIVILEGED = "postgres"
"""Who owns the servers when the test is run by root; PostgreSQL refuses to be root."""


class Missing(RuntimeError):
    """Something that the test needs is not installed; it installs nothing by itself."""


class Late(RuntimeError):
    """What was waited for did not come."""


def tools() -> Path:
    """The folder of the newest PostgreSQL that has the extension."""
    if shutil.which("pg_autoctl") is None:
        raise Missing(f"pg_autoctl is missing. On Debian install {PACKAGES}.")
    found = sorted(Path("/usr/share/postgresql").glob("*/extension/pgautofailover.control"), key=_number)
    if not found:
        raise Missing(f"The extension pgautofailover is missing. On Debian install {PACKAGES}.")
    return Path("/usr/lib/postgresql") / found[-1].parts[-3] / "bin"


def _number(control: Path) -> int:
    return int(control.parts[-3])


def wait_for(what: str, is_so: Callable[[], bool], seconds: float) -> float:
    """How long it took; raises Late."""
    began = time.monotonic()
    while not is_so():
        if time.monotonic() - began > seconds:
            raise Late(f"{what}: not within {seconds:.0f} seconds")
        time.sleep(0.2)
    return time.monotonic() - began


@dataclass
class Node:
    """One `pg_autoctl run` with all it has started."""

    name: str
    folder: Path
    port: int
    process: subprocess.Popen | None = None


@dataclass
class Cluster:
    """What is running; `address` is what an installation of the product would be given."""

    home: Path
    bin: Path
    owner: str
    monitor: Node
    nodes: list[Node] = field(default_factory=list)

    @property
    def address(self) -> str:
        hosts = ",".join(f"127.0.0.1:{node.port}" for node in self.nodes)
        return f"postgres://{USER}@{hosts}/{DATABASE}"

    @property
    def registry(self) -> str:
        return f"postgres://autoctl_node@127.0.0.1:{self.monitor.port}/pg_auto_failover?sslmode=prefer"

    def states(self) -> dict[str, str]:
        """{node: state} as the monitor has seen and assigned it; a state on the way is no state."""
        told = self.ask("SELECT nodename, reportedstate, goalstate, health FROM pgautofailover.node")
        return {
            name: seen if seen == goal and health == "1" else f"{seen} → {goal}" for name, seen, goal, health in told
        }

    def primary(self) -> Node | None:
        """The node that has taken up the part of the primary."""
        names = [name for name, state in self.states().items() if state in {"primary", "wait_primary", "single"}]
        return next((node for node in self.nodes if node.name in names), None)

    def is_whole(self) -> bool:
        """One primary, and every other node follows it."""
        return sorted(self.states().values()) == sorted(["primary", *["secondary"] * (NODES - 1)])

    def ask(self, question: str, node: Node | None = None) -> list[list[str]]:
        """Rows from a node as its superuser, else from the monitor; as text."""
        where = f"host=127.0.0.1 port={node.port} dbname={DATABASE}" if node else self.registry
        told = self.command([str(self.bin / "psql"), "-XAtq", "-F", "\t", "-c", question, where])
        return [line.split("\t") for line in told.splitlines() if line]

    def command(self, command: list[str]) -> str:
        told = subprocess.run(command, **self._as_owner(), capture_output=True, text=True, timeout=90)
        if told.returncode:
            raise RuntimeError(f"{' '.join(command)}\n{told.stdout}\n{told.stderr}")
        return told.stdout

    def run(self, node: Node) -> None:
        """Start the keeper of a node, which starts its PostgreSQL."""
        log = (self.home / f"{node.name}.log").open("a")
        command = ["pg_autoctl", "run", "--pgdata", str(node.folder)]
        node.process = subprocess.Popen(
            command, **self._as_owner(), stdout=log, stderr=log, stdin=subprocess.DEVNULL, start_new_session=True
        )

    def kill(self, node: Node, by: signal.Signals = signal.SIGKILL) -> None:
        """The keeper and everything it has started, at once: as if the machine had gone."""
        if node.process is None:
            return
        for pid in [node.process.pid, *descendants(node.process.pid)]:
            try:
                os.kill(pid, by)
            except ProcessLookupError:
                continue
        node.process.wait()
        node.process = None

    def _as_owner(self) -> dict:
        """How to run something as the unprivileged user, with a home of its own."""
        environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("PG", "XDG_"))},
            "HOME": str(self.home),
            "XDG_RUNTIME_DIR": str(self.home),
            "LC_ALL": "C.UTF-8",
            "PATH": f"{self.bin}:{os.environ['PATH']}",
        }
        as_whom: dict = {"env": environment, "cwd": self.home}
        if os.geteuid() == 0:
            account = pwd.getpwnam(self.owner)
            as_whom |= {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
        return as_whom


def descendants(pid: int) -> list[int]:
    """Every process below this one, read before the first of them is killed."""
    children: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(stat.read_text().rpartition(")")[2].split()[1])
        except (OSError, IndexError):
            continue
        children.setdefault(parent, []).append(int(stat.parent.name))
    found, ahead = [], [pid]
    while ahead:
        below = children.get(ahead.pop(), [])
        found += below
        ahead += below
    return found


def free_ports(count: int) -> list[int]:
    probes = [socket.socket() for _ in range(count)]
    try:
        for probe in probes:
            probe.bind(("127.0.0.1", 0))
        return [probe.getsockname()[1] for probe in probes]
    finally:
        for probe in probes:
            probe.close()


@contextmanager
def running() -> Iterator[Cluster]:
    """The cluster, whole; whatever happens it is stopped and its folder removed."""
    binaries = tools()
    home = Path(tempfile.mkdtemp(prefix="xianji-failover-"))
    ports = free_ports(NODES + 1)
    cluster = Cluster(home, binaries, UNPRIVILEGED, Node("monitor", home / "monitor", ports[0]))
    if os.geteuid() == 0:
        shutil.chown(home, cluster.owner)
    try:
        _create_monitor(cluster)
        for number, port in enumerate(ports[1:], 1):
            _add_node(cluster, Node(f"node_{number}", home / f"node_{number}", port))
        wait_for("one primary and two standbys", cluster.is_whole, 60)
        yield cluster
    finally:
        for node in [*cluster.nodes, cluster.monitor]:
            cluster.kill(node)
        shutil.rmtree(home, ignore_errors=True)


def _create_monitor(cluster: Cluster) -> None:
    monitor = cluster.monitor
    create = ["pg_autoctl", "create", "monitor", "--pgdata", str(monitor.folder), "--pgport", str(monitor.port)]
    cluster.command([*create, "--hostname", "127.0.0.1", "--skip-pg-hba", "--no-ssl"])
    with (monitor.folder / "postgresql.conf").open("a") as settings:
        settings.write(f"\nlisten_addresses = '127.0.0.1'\n{TUNED.read_text()}")
    cluster.run(monitor)
    wait_for("the monitor", lambda: answers(cluster), 30)


def answers(cluster: Cluster) -> bool:
    try:
        return bool(cluster.ask("SELECT 1"))
    except RuntimeError:
        return False


def _add_node(cluster: Cluster, node: Node) -> None:
    create = ["pg_autoctl", "create", "postgres", "--pgdata", str(node.folder), "--pgport", str(node.port)]
    place = ["--hostname", "127.0.0.1", "--pghost", "127.0.0.1", "--listen", "127.0.0.1", "--name", node.name]
    cluster.command(
        [*create, *place, "--skip-pg-hba", "--no-ssl", "--monitor", cluster.registry,
         "--username", USER, "--dbname", DATABASE]
    )  # fmt: skip
    cluster.nodes.append(node)
    cluster.run(node)
    wait_for(f"{node.name} at its place", lambda: cluster.states().get(node.name) in {"single", "secondary"}, 60)
