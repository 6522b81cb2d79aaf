"""New rows of the search index are added to its words by one statement, not each by a trigger."""

from typing import Any

from django.db import migrations

from xianji.kit.search import engine


def insert_by_hand(apps: Any, editor: Any) -> None:
    engine.insert_by_hand(editor)


class Migration(migrations.Migration):
    dependencies = [("kit", "0007_search_two_letters")]
    operations = [migrations.RunPython(insert_by_hand, migrations.RunPython.noop)]
