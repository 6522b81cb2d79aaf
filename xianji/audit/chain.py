"""Sealing the journal into a chain. Writers wait for nobody; one sealer at a time numbers what has been committed."""

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import overload

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from xianji.audit.models import Entry, Head


def heads_file() -> Path:
    """Every head of the chain, one line a seal, outside the database and part of each backup."""
    return Path(settings.HOME) / "audit.heads"


def link_of(previous: str, seq: int, digest: str) -> str:
    return hashlib.sha256(f"{previous}\n{seq}\n{digest}".encode()).hexdigest()


def seal(limit: int = 50_000) -> int:
    """Number and chain the entries that are not yet sealed; returns how many. Late commits are simply next."""
    with transaction.atomic():
        head = _end_of_chain()
        found = Entry.objects.filter(seq=None).order_by("id").values_list("id", "digest")[:limit]
        sealed = list(_links(head, list(found)))
        if not sealed:
            return 0
        _write(sealed)
        head.save()
    _tell(head)
    return len(sealed)


def follow(digests: Sequence[str]) -> tuple[list[int], list[str]] | None:
    """Numbers and links for entries about to be written in this transaction; none when the head is held by somebody else
    or was never made.

    Their order among entries of other transactions does not matter, as with late commits. Whoever waits for the head is a
    sealer or another bulk write, which then leaves its entries open; single writes never ask for it.
    """
    head = _end_of_chain(waits=False)
    if head is None:
        return None
    found = list(_links(head, [(0, digest) for digest in digests]))
    head.save()
    transaction.on_commit(lambda: _tell(head))
    return [seq for seq, _link, _pk in found], [link for _seq, link, _pk in found]


def seal_all() -> int:
    """Seal until nothing is open."""
    count = 0
    while newly := seal():
        count += newly
    return count


def heads() -> dict[int, str]:
    """{number: link} as written to the file at each seal."""
    file = heads_file()
    lines = file.read_text().splitlines() if file.exists() else []
    parts = [line.split() for line in lines]
    return {int(part[0]): part[1] for part in parts if len(part) >= 2 and part[0].isdigit()}


def _tell(head: Head) -> None:
    """One line in the file of heads."""
    with heads_file().open("a") as out:
        out.write(f"{head.seq} {head.link} {timezone.now().isoformat()}\n")


@overload
def _end_of_chain() -> Head: ...
@overload
def _end_of_chain(*, waits: bool) -> Head | None: ...
def _end_of_chain(*, waits: bool = True) -> Head | None:
    """The head, locked. A head that was set back is not believed: the last sealed entry counts."""
    if waits:
        Head.objects.get_or_create(pk=1)
    head = Head.objects.select_for_update(skip_locked=not waits).filter(pk=1).first()
    if head is None:
        return None
    last = Entry.objects.exclude(seq=None).order_by("-seq").values_list("seq", "link").first()
    if last and last[0] is not None and last[0] >= head.seq:
        head.seq, head.link = last[0], last[1]
    return head


def _links(head: Head, found: list[tuple[int, str]]) -> Iterator[tuple[int, str, int]]:
    """(number, link, id) of each entry; the head moves along."""
    for pk, digest in found:
        head.seq += 1
        head.link = link_of(head.link, head.seq, digest)
        yield head.seq, head.link, pk


def _write(sealed: list[tuple[int, str, int]]) -> None:
    """One statement for all on PostgreSQL; SQLite has no round trips to save."""
    table = connection.ops.quote_name(Entry._meta.db_table)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            columns = [list(column) for column in zip(*sealed, strict=True)]
            cursor.execute(
                f"UPDATE {table} SET seq = new.seq, link = new.link FROM unnest(%s::bigint[], %s::text[], %s::bigint[])"
                f" AS new (seq, link, id) WHERE {table}.id = new.id", columns,
            )  # fmt: skip
        else:
            cursor.executemany(f"UPDATE {table} SET seq = %s, link = %s WHERE id = %s", sealed)
