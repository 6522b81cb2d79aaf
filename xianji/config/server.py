"""The web server process: `python -m xianji.config.server HOST PORT PROCESSES`, started by `xianji serve`."""

import os
import signal
import sys
import threading

THREADS = 4
"""Per process. Each keeps its own database connection for as long as it lives."""


def end_with_input(by: signal.Signals) -> None:
    """Give ourselves this signal when our standard input is closed: whoever started us is gone."""

    def wait() -> None:
        while os.read(0, 1):
            pass
        os.kill(os.getpid(), by)

    threading.Thread(target=wait, daemon=True).start()


def main(host: str, port: int, processes: int) -> None:
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    end_with_input(signal.SIGINT)
    Granian(
        "xianji.config.wsgi:application",
        host,
        port,
        interface=Interfaces.WSGI,
        workers=processes,
        blocking_threads=THREADS,
        blocking_threads_idle_timeout=600,
        websockets=False,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        workers_kill_timeout=10,
    ).serve()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
