"""Two letters, such as the initials of a name, are found by a list of their own; before, all words were read that begin so."""

from typing import Any

from django.db import migrations

from xianji.kit.search import engine


def renew(apps: Any, editor: Any) -> None:
    engine.renew(editor)


class Migration(migrations.Migration):
    dependencies = [("kit", "0006_lane_totals")]
    operations = [migrations.RunPython(renew, migrations.RunPython.noop)]
