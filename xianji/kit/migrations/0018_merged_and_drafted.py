import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import xianji.org.fields


class Migration(migrations.Migration):

    dependencies = [("kit", "0017_bulk"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]

    operations = [
        migrations.CreateModel(
            name="Merged",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("label", models.CharField(max_length=80)),
                ("record_id", models.BigIntegerField()),
                ("survivor_id", models.BigIntegerField()),
                ("key", models.CharField(max_length=32)),
                ("number", models.CharField(blank=True, max_length=60)),
                ("title", models.CharField(max_length=200)),
                ("moved", models.JSONField(default=dict)),
                ("values", xianji.org.fields.EncryptedField(blank=True, default="", kind="text")),
                ("at", models.DateTimeField(auto_now_add=True, verbose_name="When")),
            ],
            options={
                "verbose_name": "Merged record",
                "indexes": [
                    models.Index(fields=["label", "survivor_id"], name="kit_merged_survivor"),
                    models.Index(fields=["key"], name="kit_merged_key"),
                ],
                "constraints": [models.UniqueConstraint(fields=("label", "record_id"), name="kit_merged_once")],
            },
        ),
        migrations.CreateModel(
            name="DraftFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("form", models.CharField(max_length=100)),
                ("key", models.CharField(max_length=32)),
                ("name", models.CharField(max_length=160, verbose_name="Name")),
                ("kind", models.CharField(max_length=10, verbose_name="Kind")),
                ("size", models.PositiveBigIntegerField(verbose_name="Size")),
                ("digest", models.CharField(max_length=64)),
                ("place", models.CharField(max_length=32, unique=True)),
                ("added_at", models.DateTimeField(auto_now_add=True, verbose_name="Added")),
                ("user", models.ForeignKey(
                    db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="+",
                    to=settings.AUTH_USER_MODEL,
                )),
            ],
            options={
                "verbose_name": "File of a draft",
                "indexes": [
                    models.Index(fields=["user", "form", "key"], name="kit_draft_file"),
                    models.Index(fields=["added_at"], name="kit_draft_file_age"),
                ],
            },
        ),
    ]
