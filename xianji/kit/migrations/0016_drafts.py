import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import xianji.org.fields


class Migration(migrations.Migration):

    dependencies = [
        ("kit", "0013_beside_a_record"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Draft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("form", models.CharField(max_length=100)),
                ("key", models.CharField(max_length=32)),
                ("text", xianji.org.fields.EncryptedField(kind="text")),
                ("kept_at", models.DateTimeField(verbose_name="Kept")),
                ("user", models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL,
                )),
            ],
            options={
                "verbose_name": "Draft",
                "verbose_name_plural": "Drafts",
                "indexes": [models.Index(fields=["kept_at"], name="kit_draft_age")],
                "constraints": [models.UniqueConstraint(fields=("user", "form", "key"), name="kit_draft_once")],
            },
        ),
    ]
