"""The inverted index over the search rows."""

from typing import Any

from django.db import migrations

from xianji.kit.search import engine


def install(apps: Any, editor: Any) -> None:
    engine.install(editor)


def remove(apps: Any, editor: Any) -> None:
    engine.remove(editor)


class Migration(migrations.Migration):
    dependencies = [("kit", "0001_initial")]
    operations = [migrations.RunPython(install, remove)]
