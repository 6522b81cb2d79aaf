"""The environment variables, found in the source; each must be explained here."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tools.reference.tables import table

PACKAGE = Path(__file__).resolve().parents[2] / "xianji"
SAID = {
    "XIANJI_HOME": "The one folder that holds all data of an installation.",
    "XIANJI_DATABASE": "`sqlite:///path` or `postgres://user:word@host:port,host:port/name?option=…`: of several hosts the "
    "primary is taken; else SQLite in the home.",
    "XIANJI_DATABASE_REPLICA": "`postgres://user:word@host,host/name`: standbys from which lists, exports and figures are read "
    "while they are at most five seconds behind; else everything is read from the primary.",
    "XIANJI_SECRET_KEY": "Signs sessions and forms; else `django.key` in the home, made at the first start.",
    "XIANJI_FIELD_KEYS": "Keys of the encrypted fields, newest first, with spaces between; else `secret.key` in the home.",
    "XIANJI_HOSTS": "Names under which the server answers, with commas between.",
    "XIANJI_ORIGINS": "Origins whose forms are accepted, such as `https://sales.example`.",
    "XIANJI_TLS": "yes behind a proxy that speaks TLS: secure cookies, HSTS, redirects.",
    "XIANJI_PROXIES": "How many proxies stand in front: from which of them the caller's address is taken.",
    "XIANJI_TIME_ZONE": "Time zone of the days, such as `Asia/Taipei`.",
    "XIANJI_MAIL_BACKEND": "Django's class that sends mail; else letters are written to files in the home.",
    "XIANJI_MAIL_HOST": "The mail server.",
    "XIANJI_MAIL_FROM": "The sender of the product's mail.",
    "XIANJI_FILE_MB": "How large a file of a record may be, in megabytes.",
    "XIANJI_FILES_PER_RECORD": "How many files one record may have.",
    "XIANJI_QUEUE": "Where waiting work is kept: `database` for tables beside the records, or a Redis or PostgreSQL address; "
    "else SQLite in the home.",
    "XIANJI_SCHEDULES": "no on every worker but one: who does by the clock what must be done.",
    "XIANJI_QUEUE_WORKERS": "How many jobs run at a time.",
    "XIANJI_QUEUE_IMMEDIATE": "yes does slow work at once, without a worker: for tests.",
    "XIANJI_WEBHOOK_NETWORKS": "Networks that webhooks may call besides the public internet, such as `10.20.0.0/16`, with commas "
    "between; http is open only to them.",
    "XIANJI_ADMIN_PASSWORD": "Password of the first administrator, read by `xianji setup`; made up if absent.",
    "XIANJI_DEBUG": "yes shows errors with their source: for developers, never in production.",
}  # fmt: skip


def page() -> Iterator[str]:
    yield from ("# Settings", "", "What differs between installations comes from the environment.", "")
    found = dict(sorted(variables().items()))
    if differing := found.keys() ^ SAID.keys():
        raise SystemExit(f"tools/reference/settings.py and the source differ on {', '.join(sorted(differing))}")
    rows = [(f"`{name}`", SAID[name], f"`{default}`" if default else "") for name, default in found.items()]
    yield from table(("Variable", "What it sets", "Else"), rows)
    yield "Company, country, currency, time zone of the company and fiscal year are settled once by `xianji setup`."


def variables() -> dict[str, str]:
    """{name: default} of every XIANJI_ variable that the source reads."""
    found: dict[str, str] = {}
    for file in PACKAGE.rglob("*.py"):
        text = file.read_text(encoding="utf-8")
        if "XIANJI_" in text:
            for name, default in read(ast.parse(text)):
                found[name] = found.get(name) or default
    return found


def read(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """Calls such as env.text("XIANJI_HOME", "var"), and options that name a variable."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            texts = [arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
            if texts and texts[0].startswith("XIANJI_"):
                yield texts[0], texts[1] if len(texts) > 1 else ""
            for given in node.keywords:
                if given.arg == "envvar" and isinstance(given.value, ast.Constant):
                    yield str(given.value.value), ""
