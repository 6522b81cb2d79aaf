import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("org", "0004_nobody_is_leaving")]

    operations = [
        migrations.AlterField(
            model_name="share", name="person",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.CASCADE, related_name="shares", to="org.person",
            ),
        ),
        migrations.AddField(
            model_name="share", name="unit",
            field=models.ForeignKey(
                db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name="shares", to="org.unit",
            ),
        ),
        migrations.AddField(
            model_name="share", name="with_below",
            field=models.BooleanField(default=False, verbose_name="With the units below"),
        ),
        migrations.AddIndex(
            model_name="share", index=models.Index(fields=["unit", "label", "record_id"], name="org_share_unit"),
        ),
        migrations.AddConstraint(
            model_name="share",
            constraint=models.UniqueConstraint(fields=("label", "record_id", "unit"), name="org_share_unit_once"),
        ),
        migrations.AddConstraint(
            model_name="share",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("person", None), ("unit__isnull", False)), models.Q(("person__isnull", False), ("unit", None)),
                    _connector="OR",
                ),
                name="org_share_to_one",
            ),
        ),
    ]
