"""Importing customers, beside the raw load of exactly the rows that the import wrote.

`python -m benchmarks.tasks.importing --rows 100000 --kind csv`; XIANJI_DATABASE names a PostgreSQL server, else SQLite.
"""

import csv
import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from benchmarks import measuring
from benchmarks.house import ROOT
from benchmarks.measuring import Measured

TEAMS, PEOPLE = 20, 200
WRITTEN = ("customers_customer", "customers_duplicatemark", "audit_entry", "kit_searchrow")
"""The tables an import of customers fills, in the order of their references."""
HEADINGS = ("ref", "name", "short", "credit code", "industry", "owner", "phone", "revenue")
FIELDS = ("external_ref", "name", "short_name", "registration_no", "industry", "owner", "phone", "annual_revenue")
HANZI = "金星磁恒栖梧砚川云海华瑞明远嘉禾天泽博雅新锐宏图德胜正阳安康立信同创盛世长青"
PLACES = "北京,上海,深圳,广州,杭州,南京,苏州,成都,武汉,西安,天津,重庆,厦门,青岛,宁波,长沙,台北,香港"
TRADES = "科技,贸易,医疗,教育,能源,物流,半导体,机械,电子,食品,环保,生物,網絡,建材,化工,传媒"
FORMS = "有限公司,股份有限公司,有限责任公司,集团有限公司"
ENGLISH = "Golden,Harbour,Silver,Crane,Northern,Light,Pacific,Jade,River,Summit,Blue,Pine,Orchid,Atlas"
INDUSTRIES = "软件,制造,零售,医药,教育,金融,能源,物流"
CODE = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def product(rows: int, kind: str, home: Path, seed: int = 1, *, again: bool = False,
            cpu: bool = False) -> tuple[float, float]:  # fmt: skip
    """Seconds and peak megabytes of `xianji import` as shipped; the house is founded first. `again` imports the known file,
    `cpu` counts the processor's seconds, the reading child's included, for machines that do other work too."""
    file = home / f"customers-{rows}-{seed}.{kind}"
    if not (home / "founded").exists():
        found(home)
    if not again:
        write_file(file, rows, seed)
    start = time.perf_counter()
    report, used = told(home, "import", "customers.customer", str(file), "--mapping", str(mapping(home)), "--json")
    seconds = (used.ru_utime + used.ru_stime) if cpu else time.perf_counter() - start
    megabytes = used.ru_maxrss / 1024
    expected = (0, 0, rows) if again else (rows, 0, 0)
    counts = json.loads(report)
    assert (counts["created"], counts["updated"], counts["unchanged"]) == expected, report[:2000]
    return seconds, megabytes


def raw(home: Path, *, cpu: bool = False) -> float:
    """Seconds to load the rows that stand in the tables into the same tables, emptied, of a copy: one transaction."""
    if os.environ.get("XIANJI_DATABASE"):
        return raw_postgresql()
    return raw_sqlite(home, time.process_time if cpu else time.perf_counter)


def raw_sqlite(home: Path, clock: Callable[[], float]) -> float:
    """Prepared `executemany` on a connection set as the product's during a bulk load; reading the rows does not count."""
    copy = home / "raw.sqlite3"
    source = sqlite3.connect(home / "xianji.sqlite3")
    source.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copy(home / "xianji.sqlite3", copy)
    target = sqlite3.connect(copy, isolation_level=None)
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=OFF"):
        target.execute(f"PRAGMA {pragma}")
    for table in reversed(WRITTEN):
        target.execute(f"DELETE FROM {table}")
    target.execute("INSERT INTO kit_searchwords(kit_searchwords) VALUES ('optimize')")
    target.execute("VACUUM")
    target.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    for pragma in ("foreign_keys=ON", f"cache_size=-{CACHE_KIB}"):
        target.execute(f"PRAGMA {pragma}")
    spent = 0.0
    start = clock()
    target.execute("BEGIN IMMEDIATE")
    spent += clock() - start
    for table in WRITTEN:
        cursor = source.execute(f"SELECT * FROM {table} ORDER BY rowid")
        marks = ", ".join("?" * len(cursor.description))
        while block := cursor.fetchmany(10_000):
            start = clock()
            target.executemany(f"INSERT INTO {table} VALUES ({marks})", block)
            spent += clock() - start
    start = clock()
    target.execute("INSERT INTO kit_searchwords(rowid, tokens) SELECT id, tokens FROM kit_searchrow")
    target.execute("COMMIT")
    spent += clock() - start
    target.close()
    source.close()
    for ending in ("", "-wal", "-shm"):
        Path(f"{copy}{ending}").unlink(missing_ok=True)
    return spent


CACHE_KIB = 65_536
"""As `org.loading.roomy` gives the product."""


def raw_postgresql() -> float:
    """COPY from files in the same transaction; writing the files does not count."""
    import psycopg

    address = os.environ["XIANJI_DATABASE"]
    with tempfile.TemporaryDirectory() as folder:
        with psycopg.connect(address, autocommit=True) as here:
            name = here.info.dbname
            columns = {table: _kept(here, table, Path(folder)) for table in WRITTEN}
        return _copied(address, name, columns, Path(folder))


def _kept(here: Any, table: str, folder: Path) -> str:
    """The rows of a table in a file; returns the columns that are not generated."""
    names = here.execute(
        "SELECT column_name FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = %s"
        " AND is_generated = 'NEVER' ORDER BY ordinal_position",
        [table],
    ).fetchall()
    columns = ", ".join(f'"{name}"' for (name,) in names)
    query = f"COPY (SELECT {columns} FROM {table} ORDER BY 1) TO STDOUT"
    with (folder / table).open("wb") as out, here.cursor().copy(query) as cells:
        for block in cells:
            out.write(block)
    return columns


def _copied(address: str, name: str, columns: dict[str, str], folder: Path) -> float:
    import psycopg

    with psycopg.connect(address, dbname="template1", autocommit=True) as beside:
        beside.execute("DROP DATABASE IF EXISTS xianji_raw")
        beside.execute(f'CREATE DATABASE xianji_raw TEMPLATE "{name}"')
    try:
        with psycopg.connect(address, dbname="xianji_raw", autocommit=True) as there:
            there.execute(f"TRUNCATE {', '.join(WRITTEN)} CASCADE")
            there.execute("CHECKPOINT")
            start = time.perf_counter()
            with there.transaction():
                for table in WRITTEN:
                    with (folder / table).open("rb") as file, there.cursor().copy(
                        f"COPY {table} ({columns[table]}) FROM STDIN"
                    ) as cells:  # fmt: skip
                        while block := file.read(2**16):
                            cells.write(block)
            return time.perf_counter() - start
    finally:
        with psycopg.connect(address, dbname="template1", autocommit=True) as beside:
            beside.execute("DROP DATABASE IF EXISTS xianji_raw")


def found(home: Path) -> None:
    """A company with its teams and people, by the product's own commands."""
    home.mkdir(parents=True, exist_ok=True)
    told(home, "setup", "--company", "Bench", "--admin-password", "a long word for benches")
    units = home / "units.csv"
    units.write_text("number,name,kind\n" + "".join(f"T{n},Team {n},team\n" for n in range(TEAMS)))
    people = home / "people.csv"
    people.write_text("number,name,unit\n" + "".join(f"P{n},Person {n},T{n % TEAMS}\n" for n in range(PEOPLE)))
    told(home, "import", "org.unit", str(units))
    told(home, "import", "org.person", str(people))
    (home / "founded").touch()


def mapping(home: Path) -> Path:
    """What the columns are; the industries are made as they come."""
    file = home / "mapping.toml"
    lines = [f'"{heading}" = "{name}"' for heading, name in zip(HEADINGS, FIELDS, strict=True) if name != "industry"]
    lines += ['[columns.industry]\nto = "industry"\ncreate = {code = "{text}"}', '[fixed]\nregistration_type = "usci"']
    file.write_text("[columns]\n" + "\n".join(lines))
    return file


def customers(rows: int, seed: int) -> Iterator[tuple[Any, ...]]:
    """Chinese, traditional and English names, valid credit codes, owners skewed as in life."""
    dice = random.Random(seed)
    places, trades, forms, english, industries = (
        words.split(",") for words in (PLACES, TRADES, FORMS, ENGLISH, INDUSTRIES)
    )
    for place in range(rows):
        if dice.random() < 0.2:
            core = " ".join(dice.sample(english, 2)) + f" {place}"
            name, short = f"{core} Ltd", ""
        else:
            core = "".join(dice.choices(HANZI, k=dice.choice((2, 2, 3, 4))))
            name, short = dice.choice(places) + core + dice.choice(trades) + dice.choice(forms), core
        owner = f"P{int(PEOPLE * dice.random() ** 2)}"
        phone = f"1{dice.choice('3578')}{dice.randrange(10**9):09d}"
        yield (f"S{seed}-{place}", name, short, credit_code(dice), dice.choice(industries), owner, phone,
               f"{dice.paretovariate(1.2) * 10_000:.2f}")  # fmt: skip


def credit_code(dice: random.Random) -> str:
    """A unified social credit code with its check characters."""
    organisation = "".join(dice.choices(CODE, k=8))
    digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    check = 11 - sum(digits.index(c) * w for c, w in zip(organisation, (3, 7, 9, 10, 5, 8, 4, 2), strict=True)) % 11
    body = f"91110{dice.randrange(1000):03d}{organisation}{'0X'[check == 10] if check in (10, 11) else check}"
    last = 31 - sum(CODE.index(c) * pow(3, place, 31) for place, c in enumerate(body)) % 31
    return body + CODE[last % 31]


def write_file(file: Path, rows: int, seed: int) -> None:
    """The customers as CSV or as a workbook."""
    if file.suffix == ".csv":
        with file.open("w", newline="", encoding="utf-8") as out:
            writer = csv.writer(out)
            writer.writerow(HEADINGS)
            writer.writerows(customers(rows, seed))
        return
    import xlsxwriter

    book = xlsxwriter.Workbook(str(file), {"constant_memory": True})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, HEADINGS)
    for place, cells in enumerate(customers(rows, seed), start=1):
        for at, cell in enumerate(cells):
            sheet.write_string(place, at, cell)
    book.close()


def told(home: Path, *command: str) -> tuple[str, Any]:
    """What a command of the product printed, and what it used of time and memory, its own children included."""
    environment = {**os.environ, "XIANJI_HOME": str(home), "PYTHONPATH": str(ROOT)}
    with tempfile.TemporaryFile() as out:
        child = subprocess.Popen([sys.executable, "-m", "xianji.config.cli", *command], env=environment, stdout=out)
        _pid, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        said = out.read().decode()
    if child.returncode:
        raise SystemExit(f"{' '.join(command)}: exit {child.returncode}\n{said[:4000]}")
    return said, used


def measure() -> Iterator[Measured]:
    """For the frame: SCALE customers by CSV and a fifth of them by workbook, each into an empty house."""
    scale = int(os.environ.get("SCALE") or 100_000)
    for kind, rows in (("csv", scale), ("xlsx", scale // 5)):
        with empty_house() as home:
            seconds, megabytes = product(rows, kind, home)
            known, _megabytes = product(rows, kind, home, again=True)
            floor = raw(home)
        name = f"import of {rows:,} customers by {kind.upper()}"
        yield Measured(name, seconds, floor, most=MOST_TIMES, note=f"{rows / seconds:,.0f} rows/s")
        yield Measured(f"{name}, memory", megabytes, most=MOST_MEGABYTES, unit="MB")
        yield Measured(f"{name}, all of them known", known, seconds, most=1)


MOST_TIMES, MOST_MEGABYTES = 2.5, 1000


@contextmanager
def empty_house() -> Iterator[Path]:
    """A home of its own; on PostgreSQL with a database of its own beside the one that is named."""
    server = os.environ.get("XIANJI_DATABASE")
    with tempfile.TemporaryDirectory(prefix="xianji-importing-") as folder:
        if not server:
            yield Path(folder)
            return
        _afresh(server, "xianji_importing")
        os.environ["XIANJI_DATABASE"] = urlsplit(server)._replace(path="/xianji_importing").geturl()
        try:
            yield Path(folder)
        finally:
            os.environ["XIANJI_DATABASE"] = server
            _afresh(server, "xianji_importing", made=False)


def _afresh(server: str, name: str, *, made: bool = True) -> None:
    import psycopg

    with psycopg.connect(server, dbname="template1", autocommit=True) as beside:
        beside.execute(f"DROP DATABASE IF EXISTS {name}")
        if made:
            beside.execute(f"CREATE DATABASE {name}")


def main() -> None:
    import argparse

    if "--json" in sys.argv:
        measuring.main(measure)
        return
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rows", type=int, default=100_000)
    options.add_argument("--kind", choices=("csv", "xlsx"), default="csv")
    options.add_argument("--cpu", action="store_true", help="processor time instead of the clock; SQLite only")
    options.add_argument("--home", type=Path, help="keep the house here; else it is thrown away")
    asked = options.parse_args()
    with empty_house() as folder:
        home = asked.home or folder
        seconds, megabytes = product(asked.rows, asked.kind, home, cpu=asked.cpu)
        speed = asked.rows / seconds
        print(f"{asked.rows} rows of {asked.kind}: {seconds:.1f} s ({speed:,.0f}/s), {megabytes:.0f} MB", flush=True)
        known, _megabytes = product(asked.rows, asked.kind, home, again=True, cpu=asked.cpu)
        floor = raw(home, cpu=asked.cpu)
    print(f"raw {floor:.1f} s; ratio {seconds / floor:.2f}; the same file again, all known: {known:.1f} s")


if __name__ == "__main__":
    main()
