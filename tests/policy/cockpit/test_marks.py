"""Every step that names words finds its phrase in the text that ships, in each language."""

import pytest

from xianji.kit import registry
from xianji.policy.cockpit.wording import marked
from xianji.policy.regulations.default import default_regulation


@pytest.mark.parametrize("language", ["zh-hans", "zh-hant", "en"])
def test_each_step_marks_its_phrase(language):
    texts = {one.code: one.text for one in default_regulation(language)}
    for control in registry.controls.values():
        text = texts.get(control.clause.rstrip("abcdefgh"), "")
        found = {span.number for span in marked(text, [step.words for step in control.steps])}
        asked = {number for number, step in enumerate(control.steps, 1) if step.words}
        assert asked <= found, (control.full_name, text)
