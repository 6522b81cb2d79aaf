"""What `xianji explain` tells about an object."""

import pytest

from xianji.kit import registry
from xianji.kit.explain import UnknownObject, explain


def test_it_tells_what_was_derived(as_system):
    text = explain("sales.opportunity")
    for words in ("customer", "→ customers.customer", "qualify | needs", "needs sales.opportunity.win", "REP", "p: ",
                  "/sales/opportunities/<int:pk>/do/<slug:verb>", "sales_o_stage", "Board    stage"):  # fmt: skip
        assert words in text


@pytest.mark.unasked
def test_every_object_can_be_explained(as_system):
    for label in registry.resources:
        assert explain(label).startswith(label)


def test_an_unknown_object_names_the_known_ones(as_system):
    with pytest.raises(UnknownObject, match=r"sales\.opportunity"):
        explain("sales.oportunity")
