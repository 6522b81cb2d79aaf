"""Accounts from the shell are written down like those from the screen."""

import pytest
from click.testing import CliRunner, Result

from tests.administration.conftest import sign_in, visitor
from xianji.audit.models import Entry
from xianji.config.cli import xianji
from xianji.org.models import User


@pytest.fixture
def run(cast, monkeypatch):
    def call(*words: str) -> Result:
        monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
        return CliRunner().invoke(xianji, ["user", *words])

    return call


def test_an_account_is_made(run, cast):
    done = run("create", "heidi", "--name", "Heidi", "--role", "REP", "--unit", cast.team.number, "--password", "a good long word")
    assert done.exit_code == 0, done.output
    user = User.objects.get(login="heidi")
    assert user.person.org_path == cast.team.path and user.assignments.get().role.code == "REP"
    assert sign_in(visitor(), "heidi", "a good long word").status_code == 302
    assert set(Entry.objects.filter(record_id=user.pk, label="org.user").values_list("verb", flat=True)) >= {"open_account", "give_role"}


def test_an_invitation_is_printed_and_works(run):
    link = run("invite", "alice").output.strip()
    assert visitor().get(link).status_code == 200


def test_a_new_password_ends_sessions_and_is_written_down(run):
    browser = visitor()
    sign_in(browser, "alice")
    assert run("password", "alice", "--password", "another long word").exit_code == 0
    assert browser.get("/").status_code == 302
    assert Entry.objects.filter(verb="change_password").exists()


def test_unknown_names_are_told(run):
    assert "No user is called" in run("invite", "zoe").output
