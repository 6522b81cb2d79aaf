"""The list page of customers as a whole request, beside a minimal page: the same SQL by the same connection and the same template
with the same rows, nothing else; and its rows as HTML beside f-strings that make the same bytes. By processor time."""

import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any
from urllib.parse import urlencode

from benchmarks.calling import Caller
from benchmarks.measuring import Measured, interleaved, main
from benchmarks.tasks.listing import PLACE, SLOWEST, WIDE, questions
from benchmarks.tasks.record import statements

REQUEST, RENDER, STATEMENTS, ROUNDS = 1.5, 6, 3, 61
SCOPES = ("own", "team", "region", "all")
PAGE = f"{PLACE}?columns={WIDE}"


def measure() -> Iterator[Measured]:
    asked_for = {told: f"{PAGE}&{urlencode(asked)}" for told, asked in questions() if not told.startswith("q=")}
    for scope in SCOPES:
        caller = Caller(scope)
        page = partial(caller.get, PAGE)
        page()
        asked = statements(page)
        none_counts = not any("COUNT(" in sql for sql, _given in asked)
        note = "no count among them" if none_counts else "A COUNT IS AMONG THEM"
        yield Measured(f"list page, {scope}: statements", len(asked) if none_counts else 99, unit="statements",
                       most=STATEMENTS, note=note)  # fmt: skip
        floor = minimal(page, asked)
        assert len(floor()) == len(page().decode())
        seconds = interleaved(page, floor, rounds=ROUNDS, clock=time.process_time)
        yield Measured(f"list page, {scope}: request beside a minimal page", *seconds, most=REQUEST)
        yield slowest(scope, asked_for, caller)
    yield rendering(caller)


def slowest(scope: str, asked_for: dict[str, str], caller: Caller) -> Measured:
    """Of all sorts and filters the one whose page takes longest, beside the first page, as whole requests; warm."""
    page = partial(caller.get, PAGE)
    times = {told: fastest(partial(caller.get, address)) for told, address in asked_for.items()}
    told = max(times, key=times.__getitem__)
    first = fastest(page)
    note = f"{told}; {sum(one > SLOWEST * first for one in times.values())} of {len(times)} over {SLOWEST} ×"
    both = interleaved(partial(caller.get, asked_for[told]), page)
    return Measured(f"list page, {scope}: the slowest filter or sort", *both, most=SLOWEST, note=note)


def fastest(work: Callable[[], Any]) -> float:
    times = []
    for _turn in range(4):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times[1:])


def minimal(page: Callable[[], bytes], asked: list[tuple[str, Any]]) -> Callable[[], str]:
    """The statements of the request, then its template with its context, in its language."""
    from django.db import connection
    from django.utils import translation

    template, context = rendered(page)
    views = [dict(view) for view in context["views"]]

    def answer() -> str:
        for sql, given in asked:
            with connection.cursor() as cursor:
                cursor.execute(sql, given)
                cursor.fetchall()
        with translation.override(context["language_code"]):
            return template.render({**context, "views": [dict(view) for view in views]})

    return answer


def rendered(page: Callable[[], bytes]) -> tuple[Any, dict[str, Any]]:
    """The Jinja template of a request and its context, all that the processors add included; before it is rendered."""
    from jinja2 import Template

    kept: list[tuple[Any, dict[str, Any]]] = []
    render = Template.render

    def keep(template: Any, context: dict[str, Any]) -> str:
        kept.append((template, {**context, "views": [dict(view) for view in context["views"]]}))
        return render(template, context)

    Template.render = keep  # type: ignore[method-assign]
    try:
        page()
    finally:
        Template.render = render  # type: ignore[method-assign]
    return kept[-1]


def rendering(caller: Caller) -> Measured:
    """The rows alone, as htmx asks for them."""
    from django.template import engines
    from django.utils import translation

    _template, context = rendered(partial(caller.get, PAGE))
    template = engines["jinja2"].get_template("kit/list_rows.html").template
    with translation.override(context["language_code"]):
        text = template.render(context)
        floor = same_bytes(text, context)
        assert floor() == text
        seconds = interleaved(lambda: template.render(context), floor, rounds=ROUNDS, clock=time.process_time)
    note = f"{len(context['rows'])} rows, {len(context['columns'])} columns, {len(text):,} characters"
    return Measured("rows as HTML beside the same bytes by f-strings", *seconds, most=RENDER, note=note)



def same_bytes(text: str, context: dict[str, Any]) -> Callable[[], str]:
    """The table's rows by f-strings from the same cells, every value escaped; its head and the exact dates as they are known."""
    from django.utils.html import escape as plainly
    from django.utils.translation import gettext
    from markupsafe import escape

    from xianji.kit.web.writing import exact

    start, rest = text.split("<tbody hx-boost=\"false\">")
    end = rest[rest.index("</tbody>") :]
    dates = {cell[2]: exact(cell[2]) for row in context["rows"] for cell in row["cells"] if cell[0] in ("date", "moment")}
    starts = [str(column["cell"]) for column in context["columns"]]
    select, selected = (gettext("Select %(record)s") % {"record": "\0"}).split("\0")
    edge, edged = (gettext("Open %(record)s beside the list") % {"record": "\0"}).split("\0")
    panel = rest.partition('class="edge"')[2].partition(">")[2].partition("</a>")[0]

    def toned(tone: str) -> str:
        return f' data-t="{escape(tone)}"' if tone else ""

    ways: dict[str, Callable[[Any, Any], str]] = {
        "person": lambda told, key: (
            f'<span class="who"><span class="avatar" style="--h:{key * 37 % 360}" aria-hidden="true">{escape(told[0])}</span>'
            f"{escape(told)}</span>"
        ),
        "state": lambda told, tone: f'<span class="tag"{toned(tone)}>{escape(told)}</span>',
        "bars": lambda told, n: (
            f'<span class="size" data-n="{n}"><i aria-hidden="true"><u></u><u></u><u></u></i>{escape(told)}</span>'
        ),
        "link": lambda told, href: f'<a class="" href="{escape(href)}">{escape(told)}</a>',
        "date": lambda told, at: f'<time datetime="{escape(at)}" title="{escape(dates[at])}">{escape(told)}</time>',
    }
    ways["moment"] = ways["date"]

    def cell(kind: str, told: str, more: Any) -> str:
        if told == "":
            return '<span class="muted">—</span>'
        return ways[kind](told, more) if kind in ways else plainly(told)

    def row(one: dict[str, Any]) -> str:
        href, title = escape(one["href"]), escape(one["title"])
        states = "".join(f' {name}="{escape(value)}"' for name, value in one["states"].items())
        first = (
            f'<tr data-id="{one["id"]}" data-edit="{href}/edit"{states}><td><input class="check" type="checkbox" name="ids" '
            f'value="{one["id"]}" form="bulk" aria-label="{select}{title}{selected}"></td>{starts[0]}'
            f'<a class="row name" href="{href}{context["from_here"]}">'
            f'<span class="avatar" data-sq data-s="m" aria-hidden="true">{escape(one["title"][0])}</span>'
            f'<span class="name">{title}</span></a><a class="edge" href="{escape(context["aside_href"])}{one["id"]}" '
            f'aria-label="{edge}{title}{edged}">{panel}</a></td>'
        )
        further = [f"{begin}{cell(*told)}</td>" for begin, told in zip(starts[1:], one["cells"][1:], strict=True)]
        return f"{first}{''.join(further)}</tr>\n"

    return lambda: f'{start}<tbody hx-boost="false">{"".join([row(one) for one in context["rows"]])}{end}'


if __name__ == "__main__":
    main(measure)
