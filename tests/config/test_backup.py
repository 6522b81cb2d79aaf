"""A backup brings everything back; a damaged one is refused before anything is touched; both databases."""

import gzip
import json
from pathlib import Path

import pytest

from tests.config.conftest import PASSWORD, Run
from xianji.config.backup import archive
from xianji.config.backup.archive import Damaged


@pytest.fixture(scope="module")
def backup(run: Run, home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Of an installation with a stored file and a sealed journal."""
    (home / "files" / "2026").mkdir(parents=True)
    (home / "files" / "2026" / "contract.txt").write_text("signed")
    (home / "files" / "2026" / ".3f.part").write_text("half")
    run("audit", "seal")
    file = tmp_path_factory.mktemp("kept") / "monday.tgz"
    told = json.loads(run("backup", file, "--json").stdout)
    assert told["rows"] > 100 and told["bytes"] == file.stat().st_size
    return file


def test_it_is_for_its_owner_only_and_holds_no_key(backup: Path, home: Path) -> None:
    assert backup.stat().st_mode & 0o077 == 0
    assert not any("key" in name for name in archive.read(backup).parts)


def test_a_file_that_is_still_being_written_stays_out(backup: Path) -> None:
    assert [name for name in archive.read(backup).parts if name.startswith("files/")] == ["files/2026/contract.txt"]


def test_restore_brings_back_what_was(run: Run, backup: Path, home: Path) -> None:
    contract = home / "files" / "2026" / "contract.txt"
    run("user", "create", "late", "--name", "Late", "--password", PASSWORD)
    contract.write_text("forged")
    run("restore", "--yes", backup)
    assert contract.read_text() == "signed"
    assert "late" in run("token", "create", "late", ok=False).stderr
    assert json.loads(run("audit", "verify", "--json").stdout)["problems"] == []
    run("user", "create", "late", "--name", "Late", "--password", PASSWORD)


def test_every_damage_is_noticed(backup: Path, tmp_path: Path) -> None:
    whole = backup.read_bytes()
    for place in range(12, len(whole), max(1, len(whole) // 60)):
        spoilt = bytearray(whole)
        spoilt[place] ^= 0x10
        (tmp_path / "spoilt.tgz").write_bytes(spoilt)
        try:
            archive.read(tmp_path / "spoilt.tgz")
        except Damaged:
            continue
        assert gzip.decompress(spoilt) == gzip.decompress(whole), "only bits that carry nothing may be spoilt unnoticed"


@pytest.mark.parametrize("length", [0, 5, 2000, -1])
def test_a_cut_file_is_refused_and_nothing_changes(
    run: Run, backup: Path, home: Path, tmp_path: Path, length: int
) -> None:
    (tmp_path / "cut.tgz").write_bytes(backup.read_bytes()[:length])
    before = sorted(path.name for path in home.iterdir())
    assert "Nothing was changed" in run("restore", "--yes", tmp_path / "cut.tgz", ok=False).stderr
    assert sorted(path.name for path in home.iterdir()) == before


def test_what_is_wrong_with_a_file_is_told_in_the_language_of_the_shell(
    backup: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    for name, content in {"other": b"no backup", "cut": backup.read_bytes()[:2000], "empty": b""}.items():
        (tmp_path / name).write_bytes(content)
        with pytest.raises(Damaged, match="[\u4e00-\u9fff]"):
            archive.read(tmp_path / name)


def test_another_key_is_refused_until_the_right_one_is_given(run: Run, backup: Path, home: Path) -> None:
    right = (home / "secret.key").read_text()
    (home / "secret.key").write_text("another-key-entirely\n")
    assert "secret.key" in run("restore", "--yes", backup, ok=False).stderr
    assert (home / "secret.key").read_text() == "another-key-entirely\n"
    (home.parent / "kept.key").write_text(right)
    run("restore", "--yes", "--key-file", home.parent / "kept.key", backup)
    (home / "secret.key").write_text(right)


def test_a_running_server_is_not_restored_under(run: Run, backup: Path, home: Path) -> None:
    import fcntl

    with (home / "running.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_SH)
        assert "Stop the server first" in run("restore", "--yes", backup, ok=False).stderr


def test_a_queue_beside_the_records_is_made_anew(run: Run, database: str, tmp_path: Path) -> None:
    if not database:
        pytest.skip("the queue lies beside the records only on PostgreSQL")
    run("backup", tmp_path / "queued.tgz", XIANJI_QUEUE="database")
    assert not any("huey" in name for name in archive.read(tmp_path / "queued.tgz").parts)
    run("restore", "--yes", tmp_path / "queued.tgz", XIANJI_QUEUE="database")
