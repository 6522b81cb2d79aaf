"""Settings from the environment: text, yes or no, secrets kept in a file of XIANJI_HOME."""

import os
import secrets
from ipaddress import ip_network
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from xianji.lib.shell import _


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, default)


def yes(name: str, default: bool = False) -> bool:
    return os.environ.get(name, str(default)).lower() in {"1", "true", "yes", "on"}


def words(name: str, default: str = "") -> list[str]:
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def networks(name: str) -> list[str]:
    """Networks such as 10.20.0.0/16, with commas between."""
    found = words(name)
    for word in found:
        try:
            ip_network(word)
        except ValueError as problem:
            told = _("“%(word)s” in %(name)s is not a network such as 10.20.0.0/16.")
            raise SystemExit(told % {"word": word, "name": name}) from problem
    return found


def secret(name: str, file: Path) -> str:
    """The secret from the environment, else from the file, which is made on first use and readable by its owner only."""
    if value := os.environ.get(name):
        return value
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as out:
            out.write(secrets.token_urlsafe(48))
    return file.read_text().strip()


SEVERAL = {
    "target_session_attrs": "read-write",
    "connect_timeout": "3",
    "keepalives_idle": "5",
    "keepalives_interval": "2",
    "keepalives_count": "3",
    "tcp_user_timeout": "10000",
}
"""With several hosts: only the primary will do, and one that has gone without a word is given up after seconds."""


def database(url: str, home: Path) -> dict:
    """Django's database setting from `sqlite:///path` or `postgres://user:word@host:port,host:port/name?option=…`."""
    if not url:
        return sqlite(home / "xianji.sqlite3")
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return sqlite(Path(parts.path))
    options = dict(parse_qsl(parts.query))
    user, _mark, places = parts.netloc.rpartition("@")
    login, _mark, word = user.partition(":")
    hosts, ports = addresses(places)
    hosts = options.pop("host", hosts)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/") or "xianji",
        "USER": unquote(login),
        "PASSWORD": unquote(word),
        "HOST": hosts,
        "PORT": options.pop("port", ports),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": (SEVERAL if "," in hosts else {}) | options,
    }


def replica(url: str, home: Path) -> dict:
    """The same for reading from standbys, any of those named; several server processes spread over them."""
    found = database(url, home)
    if "postgresql" not in found["ENGINE"]:
        raise SystemExit(_("The address in XIANJI_DATABASE_REPLICA must be that of PostgreSQL standbys."))
    asked = dict(parse_qsl(urlsplit(url).query))
    found["OPTIONS"] |= {"target_session_attrs": "standby", "load_balance_hosts": "random"} | asked
    found["OPTIONS"].pop("host", None)
    found["TEST"] = {"MIRROR": "default"}
    return found


def addresses(places: str) -> tuple[str, str]:
    """`one:5433,two` as PostgreSQL's library wants it: the hosts, and one port for each unless none was given."""
    parts = [urlsplit(f"//{place}") for place in places.split(",")]
    hosts = ",".join(part.hostname or "" for part in parts)
    ports = [str(part.port or "") for part in parts]
    return hosts, ",".join(port or "5432" for port in ports) if any(ports) else ""


def queue(url: str, home: Path, database: dict) -> dict:
    """Where the worker's queue is: a file of XIANJI_HOME, or, when several machines share it, `database` for tables beside
    the records, or the address `postgresql://…` or `redis://…` of another server."""
    if not url:
        return {"huey_class": "huey.SqliteHuey", "filename": str(home / "queue.sqlite3")}
    if url.startswith("redis"):
        return {"huey_class": "huey.PriorityRedisHuey", "url": url}
    if url == "database" and "postgresql" not in database["ENGINE"]:
        raise SystemExit(_("A queue beside the records (XIANJI_QUEUE=database) needs PostgreSQL in XIANJI_DATABASE."))
    return {"huey_class": "xianji.kit.queue.PostgresQueue", "dsn": conninfo(database) if url == "database" else url}


def conninfo(database: dict) -> str:
    """Django's setting as PostgreSQL's library takes it."""
    from psycopg.conninfo import make_conninfo

    names = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host", "PORT": "port"}
    given = {names[name]: value for name, value in database.items() if name in names and value}
    return make_conninfo(**given, **database["OPTIONS"])


def sqlite(file: Path) -> dict:
    return {
        "ENGINE": "xianji.config.sqlite3",
        "NAME": file,
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "timeout": 60,
            "transaction_mode": "IMMEDIATE",
            "cached_statements": 1024,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA cache_size=-8000;",
        },
    }
