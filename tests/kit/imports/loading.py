"""A process that loads a file again and again in children, each of which kills itself in the middle; told by statements."""

import os
import signal
import sys
from hashlib import md5

ROWS = 3_000


def content(rows: int = ROWS) -> bytes:
    return b"ref,name,site\n" + b"".join(b"K%d,Customer %d,https://k.example\n" % (n, n) for n in range(rows))


def strangers(rows: int) -> bytes:
    """Customers of whom none is called as another one."""
    lines = (b"K%d,%s,https://k%d.example\n" % (n, md5(b"%d" % n).hexdigest()[:12].encode(), n) for n in range(rows))
    return b"ref,name,site\n" + b"".join(lines)


def load(last: int) -> None:
    """One load in parts in this process, killed before statement number `last`."""
    from django.db import connection

    from xianji.kit.imports import rows

    rows.PART = 500
    done = 0

    def count(execute, sql, params, many, context):
        nonlocal done
        done += 1
        if done == last:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(count):
        work(content())
    print("statements", done, flush=True)


def work(file: bytes, dry_run: bool = False) -> None:
    from xianji.kit.imports.load import Asked, run
    from xianji.kit.imports.mapping import Mapping
    from xianji.lib import actor
    from xianji.lib.actor import SYSTEM

    mapping = Mapping.of({"columns": {"ref": "external_ref", "name": "name", "site": "website"}})
    with actor.acting(SYSTEM):
        run(Asked("customers.customer", "f.csv", file, mapping, {}), dry_run=dry_run)


def peaks(counts: list[int]) -> None:
    """Print how much this process held at most while it checked so many rows in parts of a hundred, in KiB: without what it keeps
    afterwards, which are caches. The system's own figure would begin with what the parent needed, and hold the database's pages."""
    import gc
    import tracemalloc

    from xianji.kit.imports import rows

    rows.PART = 100
    work(strangers(2 * rows.PART), dry_run=True)
    for count in counts:
        tracemalloc.start()
        work(strangers(count), dry_run=True)
        gc.collect()
        kept, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        print((most - kept) // 1024, flush=True)


def start(database: str) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    import django
    from django.conf import settings

    settings.DATABASES["default"]["NAME"] = database
    django.setup()


def main(moments: list[int]) -> None:
    """One child per moment; prints how each ended. Moment 0 is never reached."""
    for last in moments:
        if not (child := os.fork()):
            load(last)
            os._exit(0)
        _pid, status = os.waitpid(child, 0)
        print("ended", os.waitstatus_to_exitcode(status), flush=True)


if __name__ == "__main__":
    start(sys.argv[1])
    if sys.argv[2] == "peaks":
        peaks([int(count) for count in sys.argv[3:]])
    else:
        main([int(moment) for moment in sys.argv[2].split(",")])
