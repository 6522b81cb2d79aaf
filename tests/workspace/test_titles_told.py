"""The title of a task that the program opened is told to each reader in a language of their own; what a person typed is theirs."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.translation import gettext_noop, override

from tests.cast import Cast
from tests.making import make
from xianji.customers.models import Customer
from xianji.kit import registry, verbs
from xianji.kit.exports.rows import Selection
from xianji.kit.lists.query import ListQuery
from xianji.kit.refusals import Refused
from xianji.kit.said import named, sentence, words
from xianji.kit.search import ask
from xianji.kit.search.models import SearchRow
from xianji.lib.actor import SYSTEM, acting
from xianji.risk.risks.models import Risk
from xianji.workspace.models import Notice, Task
from xianji.workspace.tasks.models import TYPED
from xianji.workspace.tasks.opening import Opening, open_tasks

pytestmark = pytest.mark.django_db
ENGLISH, CHINESE = "Compare the file of 云帆科技", "核对云帆科技的资料"
TITLE = sentence(gettext_noop("Compare the file of %(customer)s"), customer="云帆科技")


def opened(cast: Cast, title: str = TITLE, **given: Any) -> Task:
    about = make(Customer, name="云帆科技", owner=cast.person("alice"))
    with acting(SYSTEM), override("zh-hans"):
        open_tasks([Opening("c:1", title, cast.person("alice").pk, timezone.now() + timedelta(minutes=1),
                            (about.label(), about.pk), source="plan", **given)])  # fmt: skip
    return Task.unscoped.get(key="c:1")


def reader(cast: Cast, language: str) -> Client:
    client = Client(headers={"Accept-Language": language})
    client.force_login(cast.users["alice"])
    return client


@pytest.mark.parametrize(("language", "told", "other"), [("en", ENGLISH, CHINESE), ("zh-hans", CHINESE, ENGLISH)])
def test_wherever_it_is_read_it_has_the_words_of_whoever_reads(cast, language, told, other):
    task = opened(cast)
    client = reader(cast, language)
    places = (
        "/", "/workspace/tasks/", f"/workspace/tasks/{task.pk}", f"/workspace/tasks/{task.pk}/edit", "/workspace/agenda",
        "/workspace/tasks/?layout=board", f"/workspace/tasks/about/{task.about_label}/{task.about_id}", f"/search?q={task.number}",
        f"/api/workspace/tasks/{task.pk}", "/api/workspace/tasks",
    )  # fmt: skip
    for place in places:
        page = client.get(place).content.decode()
        assert told in page and other not in page and "%(customer)s" not in page, place


@pytest.mark.parametrize("typed", ["compare the file", "核对云帆", "hedui", "云帆科技"])
def test_it_is_found_by_the_words_of_every_language_and_told_in_that_of_now(cast, typed):
    opened(cast)
    with cast.acting("alice"), override("en"):
        assert [hit.title for hit in ask.search(typed, labels=[Task.label()])] == [ENGLISH]
    with cast.acting("alice"), override("zh-hans"):
        assert [hit.title for hit in ask.search(typed, labels=[Task.label()])] == [CHINESE]


def test_one_that_has_no_room_in_the_index_stands_there_in_words(cast):
    long = sentence(gettext_noop("Solve for %(customer)s: %(issue)s"), customer="云帆" * 40, issue="阀门" * 60)
    task = opened(cast, long)
    row = SearchRow.objects.get(label=Task.label(), record_id=task.pk)
    assert task.title == long and len(row.title) <= 200 and "%(customer)s" not in row.title


def test_a_file_has_it_in_the_language_of_whoever_asks(cast):
    opened(cast)
    for machine in (True, False):
        with cast.acting("alice"), override("en"):
            rows = list(Selection(ListQuery(registry.resource_of(Task), {}), machine=machine).rows())
        assert ENGLISH in rows[0] and "%(" not in str(rows)


def test_a_form_that_leaves_the_words_as_they_are_keeps_the_sentence(cast):
    task = opened(cast)
    for language, told in (("en", ENGLISH), ("zh-hans", CHINESE)):
        with cast.acting("alice"), override(language):
            verbs.change(task, {"title": told, "priority": "high"}, version=Task.unscoped.get(pk=task.pk).version)
        assert Task.unscoped.get(pk=task.pk).title == TITLE
    with cast.acting("alice"), override("en"):
        verbs.change(task, {"title": "Ask Ann first"})
    with override("zh-hans"):
        assert str(Task.unscoped.get(pk=task.pk)) == "Ask Ann first"


@pytest.mark.parametrize("typed", ["Export", 'Export {"a": 1}', 'Compare the file of %(customer)s {"customer": "x"}', "100 %(a)s {"])
def test_what_a_person_types_is_never_taken_for_a_sentence(cast, typed):
    with cast.acting("alice"), override("zh-hans"):
        task = verbs.create(Task, {"title": typed})
        assert str(task) == typed
        verbs.change(task, {"title": typed, "priority": "low"})
    stored = Task.unscoped.get(pk=task.pk)
    assert (str(stored), stored.priority) == (typed, "low")


def test_people_type_no_more_than_before(cast):
    with cast.acting("alice"), pytest.raises(Refused) as refused:
        verbs.create(Task, {"title": "x" * (TYPED + 1)})
    assert "title" in refused.value.fields
    with cast.acting("alice"):
        assert verbs.create(Task, {"title": "x" * TYPED})
    assert f'maxlength="{TYPED}"' in reader(cast, "en").get("/workspace/tasks/new").content.decode()


def test_a_label_within_it_keeps_its_sense(cast):
    title = sentence("%(deed)s: %(things)s", deed=named(Risk.Category("market").label), things="Q4")
    for code, label in (("zh-hans", None), ("en", "Market")):
        with override(code):
            assert words(title).startswith(label or str(Risk.Category("market").label))


def test_a_notice_of_it_is_told_to_each_in_their_own_language(cast):
    task = opened(cast)
    Task.unscoped.filter(pk=task.pk).update(source="user")
    with cast.acting("bob"):
        verbs.hand_over(Task.unscoped.get(pk=task.pk), cast.person("bob"))
    with cast.acting("bob"):
        verbs.hand_over(Task.unscoped.get(pk=task.pk), cast.person("alice"))
    notice = Notice.objects.get(person=cast.person("alice"))
    for language, told in (("en", ENGLISH), ("zh-hans", CHINESE)):
        with override(language):
            assert told in notice.told


def test_a_list_of_a_hundred_asks_no_more_than_one_of_one(cast):
    opened(cast)
    client = reader(cast, "en")
    client.get("/workspace/tasks/")
    with CaptureQueriesContext(connection) as few:
        client.get("/workspace/tasks/")
    with acting(SYSTEM):
        open_tasks(Opening(f"d:{at}", TITLE, cast.person("alice").pk, timezone.now() + timedelta(hours=1)) for at in range(30))
    with CaptureQueriesContext(connection) as many:
        client.get("/workspace/tasks/")
    assert len(many) <= len(few)
