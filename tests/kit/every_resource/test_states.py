"""The life of every object, read from its verbs: each state can be entered and, unless final, left."""

from typing import Any

from xianji.kit import registry
from xianji.kit.rights import wanted


def test_each_state_can_be_entered(living: Any) -> None:
    for name, choices in states(living).items():
        field = living.model._meta.get_field(name)
        entered = {str(field.get_default()), *by_itself(living)}
        verbs = [action for action in living.verbs() if action.state_field == name]
        while new := {state for verb in verbs if entered & {*verb.when} for state in verb.then} - entered:
            entered |= new
        assert choices == entered, f"{living.label}: nothing leads to {sorted(choices - entered)}"


def test_each_state_can_be_left_unless_it_is_final(living: Any) -> None:
    for name, choices in states(living).items():
        left = {
            state for action in living.verbs() if action.state_field == name and action.then for state in action.when
        }
        final = {str(state) for state in getattr(living.model, "final", ())}
        assert choices - left == final, f"{living.label}: {sorted(choices - left ^ final)}"


def test_each_verb_is_open_to_a_role(resource: Any) -> None:
    granted = {permission for _role, permission, _reach in wanted()}
    closed = [
        action.full_name for action in resource.verbs() if action.only_through is None and action.needed not in granted
    ]
    assert not closed


def test_each_object_is_seen_by_a_role(resource: Any) -> None:
    granted = {permission for _role, permission, _reach in wanted()}
    assert resource.permission("view") in granted
    assert granted >= set(resource.guarded.values())


def test_each_verb_says_what_it_does(resource: Any) -> None:
    assert not [action.full_name for action in resource.verbs() if not (action.__doc__ or "").strip().endswith(".")]


def test_each_registered_verb_belongs_to_a_resource() -> None:
    offered = {action.full_name for resource in registry.resources.values() for action in resource.verbs()}
    assert registry.actions.keys() == offered


def states(resource: Any) -> dict[str, set[str]]:
    """{state field: its choices}."""
    names = {action.state_field for action in resource.verbs() if action.then}
    return {name: {str(v) for v, _label in resource.model._meta.get_field(name).flatchoices} for name in names}


def by_itself(resource: Any) -> set[str]:
    """States that no button leads to: the model says what does."""
    return {str(state) for state in getattr(resource.model, "by_itself", {})}
