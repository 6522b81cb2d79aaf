"""Migrating quickly leaves the same as migrating as Django does."""

from django.db import models
from django.db.migrations.state import ModelState, ProjectState

from xianji.config.migrating import drawn_beside, quickly, redrawn


def drawn() -> ProjectState:
    """One model with one index, drawn as it is once a migration has touched the database."""
    key, name = models.AutoField(primary_key=True), models.CharField(max_length=9)
    index = models.Index(fields=["name"], name="kite_name")
    state = ProjectState({("kites", "kite"): ModelState("kites", "Kite", [("id", key), ("name", name)], {"indexes": [index]})})
    assert state.apps.get_model("kites", "kite")
    return state


def told(state: ProjectState) -> list[list[str]]:
    """The indexes as known, and as drawn."""
    meta = state.apps.get_model("kites", "kite")._meta
    return [[index.name for index in found] for found in (state.models["kites", "kite"].options["indexes"], meta.indexes)]


def test_an_index_comes_and_goes_as_with_django_itself() -> None:
    quick, plain = drawn(), drawn()
    before = quick.apps.get_model("kites", "kite")
    more = models.Index(fields=["name", "id"], name="kite_both")
    redrawn(ProjectState.add_index)(quick, "kites", "kite", more)
    plain.add_index("kites", "kite", more)
    assert told(quick) == told(plain) == [["kite_name", "kite_both"]] * 2
    redrawn(ProjectState.remove_index)(quick, "kites", "kite", "kite_name")
    plain.remove_index("kites", "kite", "kite_name")
    assert told(quick) == told(plain) == [["kite_both"]] * 2
    assert quick.apps.get_model("kites", "kite") is before, "nothing was drawn anew"


def test_a_new_model_stands_beside_the_others_as_with_django_itself() -> None:
    quick, plain = drawn(), drawn()
    before = quick.apps.get_model("kites", "kite")
    link = models.ForeignKey("kites.kite", models.CASCADE, related_name="tails")
    tail = ModelState("kites", "Tail", [("id", models.AutoField(primary_key=True)), ("kite", link)])
    drawn_beside(ProjectState.add_model)(quick, tail.clone())
    plain.add_model(tail.clone())
    for state in (quick, plain):
        kite, made = (state.apps.get_model("kites", name) for name in ("kite", "tail"))
        assert made._meta.get_field("kite").remote_field.model is kite
        assert [one.related_model for one in kite._meta.related_objects] == [made]
    assert quick.apps.get_model("kites", "kite") is before, "nothing was drawn anew"


def test_while_there_are_no_rows_a_changed_model_is_drawn_without_those_that_link_to_it() -> None:
    quick, plain = drawn(), drawn()
    link = models.ForeignKey("kites.kite", models.CASCADE, related_name="tails")
    for state in (quick, plain):
        state.add_model(ModelState("kites", "Tail", [("id", models.AutoField(primary_key=True)), ("kite", link.clone())]))
    tail = quick.apps.get_model("kites", "tail")
    plain.add_field("kites", "kite", "span", models.IntegerField(default=1), preserve_default=True)
    with quickly(has_rows=False):
        quick.add_field("kites", "kite", "span", models.IntegerField(default=1), preserve_default=True)
    known = [[field.name for field in state.apps.get_model("kites", "kite")._meta.concrete_fields] for state in (quick, plain)]
    assert known == [["id", "name", "span"]] * 2
    assert quick.apps.get_model("kites", "tail") is tail, "what links to it was not drawn anew"
    with quickly(has_rows=True):
        quick.add_field("kites", "kite", "tint", models.IntegerField(default=1), preserve_default=True)
    assert quick.apps.get_model("kites", "tail") is not tail, "where there are rows it is"
