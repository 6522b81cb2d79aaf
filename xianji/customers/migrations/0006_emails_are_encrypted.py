import django.core.validators
from django.db import connection, migrations

import xianji.org.fields

BLOCK = 2_000


def encrypt(apps, schema_editor):
    """What stands there in clear, block by block; past the field, which would take it for encrypted."""
    contact = apps.get_model("customers", "Contact")
    table, (email, mark) = contact._meta.db_table, map(contact._meta.get_field, ("email", "email_mark"))
    last = 0
    with connection.cursor() as cursor:
        while True:
            cursor.execute(f"SELECT id, email FROM {table} WHERE id > %s ORDER BY id LIMIT {BLOCK}", [last])
            rows = cursor.fetchall()
            if not rows:
                return
            told = [(email.get_prep_value(text), mark.mark(text), pk) for pk, text in rows if text]
            cursor.executemany(f"UPDATE {table} SET email = %s, email_mark = %s WHERE id = %s", told)
            last = rows[-1][0]


def decrypt(apps, schema_editor):
    contact = apps.get_model("customers", "Contact")
    rows = contact._base_manager.exclude(email_mark="").values_list("pk", "email").order_by("pk").iterator(BLOCK)
    with connection.cursor() as cursor:
        for pk, text in rows:
            cursor.execute(f"UPDATE {contact._meta.db_table} SET email = %s WHERE id = %s", [text, pk])


class Migration(migrations.Migration):

    dependencies = [("customers", "0007_verified")]

    operations = [
        migrations.AlterField(
            model_name="contact", name="email",
            field=xianji.org.fields.EncryptedField(
                blank=True, default="", kind="mail", validators=[django.core.validators.validate_email], verbose_name="Email",
            ),
        ),
        migrations.AddField(
            model_name="contact", name="email_mark",
            field=xianji.org.fields.BlindIndex(
                blank=True, db_index=True, default="", editable=False, max_length=32, of="email",
            ),
        ),
        migrations.RunPython(encrypt, decrypt),
    ]
