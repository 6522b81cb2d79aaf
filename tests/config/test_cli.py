"""The command line: quick to explain itself, pure JSON where asked, plain sentences when something is wrong."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils import translation

from tests.config.conftest import PASSWORD, ROOT
from xianji.config.cli import COMMANDS, xianji
from xianji.org.models import Assignment, Company, Unit, User

COUNT = "import sys; from xianji.config import cli; cli.xianji(['--help'], standalone_mode=False); " \
    "print(sorted(name for name in sys.modules if name in ('django.db.models', 'django.apps', 'polars')))"  # fmt: skip
UNTRANSLATED = """
import click, json, re
from xianji.config.cli import COMMANDS, xianji

def walk(name, command):
    options = [one.help for one in command.params if isinstance(one, click.Option) and not one.hidden]
    yield from ((name, told) for told in [command.help, *options] if not re.search("[\\u4e00-\\u9fff]", told or ""))
    for below, one in getattr(command, "commands", {}).items():
        yield from walk(f"{name} {below}", one)

context = click.Context(xianji)
there = {name: command for name in COMMANDS if (command := xianji.get_command(context, name))}
print(json.dumps([found for name, command in there.items() for found in walk(name, command)]))
"""
"""Every explanation of a command or an option that has no Hanzi in it."""
Say = Callable[..., Result]


@pytest.fixture
def say(db: None, monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path) -> Say:
    """`say("token", "create", …)` in this process; `ok=False` expects it to fail."""
    settings.HOME = tmp_path

    def run(*words: str, ok: bool = True, language: str = "en") -> Result:
        monkeypatch.setenv("LC_ALL", {"en": "en_US.UTF-8", "zh-hans": "zh_CN.UTF-8"}[language])
        with translation.override(language):
            result = CliRunner().invoke(xianji, words)
        assert (result.exit_code == 0) is ok, result.output
        return result

    return run


@pytest.fixture
def founded(say: Say) -> Say:
    say("setup", "--company", "Paper Crane", "--country", "TW", "--admin-password", PASSWORD, "--language", "en")
    return say


def test_help_loads_neither_models_nor_polars() -> None:
    done = subprocess.run([sys.executable, "-c", COUNT], cwd=ROOT, capture_output=True, text=True)
    assert done.stdout.strip().endswith("[]"), done.stdout + done.stderr
    assert "serve" in done.stdout


@pytest.mark.parametrize("name", list(COMMANDS))
def test_every_command_that_is_there_explains_itself(name: str) -> None:
    command = xianji.get_command(click.Context(xianji), name)
    assert command is None or command.help


@pytest.mark.parametrize("spoken", ["zh_CN.UTF-8", "zh_TW.UTF-8"])
def test_every_command_and_option_is_explained_in_the_language_of_the_shell(spoken: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", UNTRANSLATED], cwd=ROOT, capture_output=True, text=True, env={**os.environ, "LC_ALL": spoken}
    )
    assert json.loads(done.stdout) == [], done.stderr


@pytest.mark.parametrize("words", [
    ("metrics", "won_revenue", "--as", "Nobody"), ("metrics", "nothing"), ("metrics", "won_count", "--by", "nothing"),
    ("regulation", "load", __file__, "--as", "Nobody"), ("import", "catalog.uom", __file__, "--as", "Nobody"),
    ("import-set", __file__, "--folder", "/", "--as", "Nobody"), ("explain", "sales.nothing"), ("token", "create", "Nobody"),
])  # fmt: skip
def test_a_mistake_is_one_plain_sentence_in_the_language_of_the_shell(say: Say, words: tuple[str, ...]) -> None:
    assert re.fullmatch(r"Error: .*[\u4e00-\u9fff].*\n", say(*words, ok=False, language="zh-hans").output)


def test_setup_makes_what_is_needed_to_begin(founded: Say) -> None:
    company = Company.here()
    assert (company.name, company.currency, company.time_zone) == ("Paper Crane", "TWD", "Asia/Taipei")
    admin = User.objects.get(login="admin")
    assert admin.check_password(PASSWORD) and admin.language == "en"
    assert set(Assignment.objects.filter(user=admin).values_list("role__code", flat=True)) == {"ADM", "SD"}
    assert Unit.unscoped.get(parent=None).country == "TW"


def test_setup_again_changes_nothing(founded: Say) -> None:
    told = founded("setup", "--company", "Another", "--admin-password", PASSWORD).output
    assert "already set up" in told and Company.here().name == "Paper Crane"
    assert founded("setup", "--if-new").output.count("\n") == 1


def test_a_token_is_printed_alone(founded: Say) -> None:
    assert json.loads(founded("token", "create", "admin", "--json").output)["token"].startswith("xj_")
    assert "nobody" in founded("token", "create", "nobody", ok=False).output


def test_an_account_is_made_once_and_gets_a_new_password(founded: Say) -> None:
    founded("user", "create", "Dora", "--name", "Dora", "--role", "REP", "--password", PASSWORD)
    assert "taken" in founded("user", "create", "dora", "--name", "Dora", "--password", PASSWORD, ok=False).output
    assert "short" in founded("user", "password", "dora", "--password", "x1", ok=False).output
    founded("user", "password", "dora", "--password", "another long word")
    assert User.objects.get(login="dora").check_password("another long word")


@pytest.mark.parametrize("language", ["zh-hans", "zh-hant"])
def test_what_is_wrong_with_a_password_is_told_in_chinese(language: str) -> None:
    with translation.override(language), pytest.raises(ValidationError) as refused:
        validate_password("12345678")
    assert len(refused.value.messages) == 3
    assert all(re.search("[\u4e00-\u9fff]", told) for told in refused.value.messages), refused.value.messages


@pytest.mark.parametrize("wrong", [("--time-zone", "Moon/Crater"), ("--currency", "ZZZ"), ("--country", "XX"), ("--admin-password", "short")])
def test_setup_refuses_what_could_not_be_used(say: Say, wrong: tuple[str, str]) -> None:
    say("setup", "--company", "Crane", *wrong, ok=False)
    assert Company.here() is None
    assert "not set up" in say("serve", ok=False).output


def test_without_a_company_it_says_what_is_missing(say: Say) -> None:
    assert "--company" in say("setup", ok=False).output
