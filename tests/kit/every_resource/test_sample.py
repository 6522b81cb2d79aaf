"""The sample of objects that PostgreSQL is asked of leaves nothing out."""

from collections import Counter

from tests.kit.every_resource.sample import TIMES, sample, traits
from xianji.kit import registry


def test_what_any_object_asks_the_sample_asks_too() -> None:
    every = Counter(trait for resource in registry.resources.values() for trait in traits(resource))
    asked = Counter(trait for label in sample() for trait in traits(registry.resources[label]))
    assert {trait: asked[trait] for trait, number in every.items() if asked[trait] < min(TIMES, number)} == {}
    assert len(sample()) < len(registry.resources) / 2
