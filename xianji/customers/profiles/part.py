"""What the completeness of files adds to the chapter."""

from xianji.customers.profiles import controls
from xianji.kit.registry import Part

part = Part(
    controls=[
        controls.files_are_complete, controls.files_are_checked, controls.numbers_are_unique, controls.customers_have_a_class,
    ]
)  # fmt: skip
