"""The worker finds everything that is declared, works, and ends when it is told to."""

import ast
import os
import signal
import subprocess
import sys
import time
from functools import cache
from pathlib import Path

import pytest

import xianji
from xianji.kit import outbox, worker
from xianji.kit.jobs import declared

SOURCE = Path(xianji.__file__).parent


@cache
def decorated():
    """[(function, decorator called with, file)] over all sources."""
    return [
        (node.name, call, file.relative_to(SOURCE))
        for file in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.FunctionDef)
        for call in node.decorator_list
        if isinstance(call, ast.Call)
    ]


def declared_in(decorator):
    """{function and decorator: file} over all sources."""
    return {f"{name}: {ast.unparse(call)}": file for name, call, file in decorated() if ast.unparse(call.func) == decorator}


def in_a_new_process(code, **environment):
    """What a fresh Python prints that has loaded only what the worker loads."""
    lines = "import django; django.setup(); from xianji.kit import worker; worker.discover()\n" + code
    full = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings", **environment}
    return subprocess.run([sys.executable, "-c", lines], env=full, capture_output=True, text=True, check=True).stdout


def test_the_worker_finds_every_declared_job_and_receiver():
    jobs, receivers = declared_in("job"), declared_in("outbox.receiver")
    assert jobs and receivers, "the test reads the sources"
    found = in_a_new_process(
        "from xianji.kit.jobs.declared import works; from xianji.kit.outbox import receivers; print(len(works), len(receivers))"
    )
    assert found.split() == [str(len(jobs)), str(len(receivers))], (jobs, receivers)


def test_the_worker_finds_every_task_and_schedule():
    scheduled, at_once = declared_in("db_periodic_task"), declared_in("db_task")
    code = "from huey.contrib.djhuey import HUEY as h; r = h._registry; print(len(r.periodic_tasks), len(r._registry))"
    assert in_a_new_process(code).split() == [str(len(scheduled)), str(len(scheduled) + len(at_once))], (scheduled, at_once)


def test_slow_work_is_declared_in_files_named_for_it():
    for name in ("job", "db_task", "db_periodic_task"):
        assert {file.name for file in declared_in(name).values()} <= {"jobs.py", "tasks.py"}


def test_what_happens_by_the_clock_is_scheduled():
    worker.discover()
    from huey.contrib.djhuey import HUEY

    names = {type(task).__name__ for task in HUEY._registry.periodic_tasks}
    assert {"seal_journal", "deliver_what_is_due", "refile_moved_units", "look_after_jobs", "tidy"} <= names


def test_two_functions_cannot_be_the_same_job(monkeypatch):
    monkeypatch.setattr(declared, "works", {})
    declared.job("x")(declared_in)
    with pytest.raises(ValueError, match="'x'"):
        declared.job("x")(in_a_new_process)
    with pytest.raises(ValueError, match="mail"):
        outbox.receiver("kit.mail")(in_a_new_process)


def test_the_worker_ends_on_sigterm(tmp_path):
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings", "XIANJI_HOME": str(tmp_path),
                   "XIANJI_QUEUE_IMMEDIATE": "", "XIANJI_DATABASE": ""}  # fmt: skip
    code = "import django; django.setup(); from xianji.kit import worker; worker.run(lambda: print('ready', flush=True))"
    started = subprocess.Popen([sys.executable, "-c", code], env=environment, stdout=subprocess.PIPE, text=True)
    assert started.stdout.readline() == "ready\n"
    time.sleep(0.5)
    started.send_signal(signal.SIGTERM)
    assert started.wait(15) == 0
