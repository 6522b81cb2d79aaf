"""The values of an entry move into its row; their digests are computed again instead of being kept.

Entries written before keep a salt a value, `[old, new, salt]`, as entries do of which a value was erased.
"""

from django.db import migrations, models

BLOCK = 900
"""SQLite takes 999 parameters."""


def move_values(apps, schema_editor):
    entries, values = apps.get_model("audit", "Entry").objects, apps.get_model("audit", "Values").objects
    last = 0
    while kept := {one.pk: one for one in values.filter(pk__gt=last).order_by("pk")[:BLOCK]}:
        last = max(kept)
        moved = list(entries.filter(pk__in=kept))
        for entry in moved:
            one = kept[entry.pk]
            entry.changes = one.fields
            entry.erased = {name: [told, entry.digests[name]] for name, told in one.erased.items()}
        entries.bulk_update(moved, ["changes", "erased"], batch_size=200)


def make_head(apps, schema_editor):
    """Bulk writes follow the head where there is one; making it only when the first sealer comes would let them wait."""
    apps.get_model("audit", "Head").objects.get_or_create(pk=1)


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [
        migrations.AddField("entry", "changes", models.JSONField(default=dict)),
        migrations.AddField(
            "entry", "salt", models.CharField(blank=True, max_length=32, default=""), preserve_default=False
        ),
        migrations.AddField("entry", "erased", models.JSONField(default=dict)),
        migrations.RunPython(move_values),
        migrations.RunPython(make_head, migrations.RunPython.noop),
        migrations.RemoveField("entry", "digests"),
        migrations.DeleteModel("Values"),
    ]
