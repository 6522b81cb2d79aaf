from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('org', '0005_share_with_units'),
        ('workspace', '0008_requests_to_units'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='task',
            name='workspace_t_desk',
        ),
        migrations.AddIndex(
            model_name='task',
            index=models.Index(condition=models.Q(('deleted_at', None), ('done_at', None)), fields=['owner', 'due_at', 'state'], name='workspace_t_undone'),
        ),
    ]
