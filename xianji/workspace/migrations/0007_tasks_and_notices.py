import django.core.validators
import django.db.models.deletion
import django.db.models.manager
import django.utils.timezone
import xianji.kit.indexes
import xianji.org.fields
import xianji.workspace.tasks.models
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('org', '0004_nobody_is_leaving'),
        ('workspace', '0006_feeds'),
    ]

    operations = [
        migrations.CreateModel(
            name='Arrangement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.JSONField(default=list)),
                ('hidden', models.JSONField(default=list)),
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='org.person')),
            ],
            options={
                'verbose_name': 'Arrangement of Today',
            },
        ),
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=40, verbose_name='Kind')),
                ('message', models.CharField(max_length=300)),
                ('plural', models.CharField(blank=True, max_length=300)),
                ('values', models.JSONField(default=dict)),
                ('text', models.TextField(blank=True, verbose_name='Text')),
                ('about_label', models.CharField(blank=True, max_length=80)),
                ('about_id', models.BigIntegerField(null=True)),
                ('key', models.CharField(max_length=160)),
                ('is_urgent', models.BooleanField(default=False)),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='When')),
                ('read_at', models.DateTimeField(null=True)),
                ('mail_at', models.DateTimeField(null=True)),
                ('mailed_at', models.DateTimeField(null=True)),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='org.person')),
            ],
            options={
                'verbose_name': 'Notice',
                'verbose_name_plural': 'Notices',
                'indexes': [models.Index(fields=['person', '-id'], name='workspace_n_list'), models.Index(condition=models.Q(('read_at', None)), fields=['person', '-id'], name='workspace_n_unread'), models.Index(condition=models.Q(('mail_at__isnull', False)), fields=['mail_at'], name='workspace_n_mail'), models.Index(fields=['made_at'], name='workspace_n_old')],
                'constraints': [models.UniqueConstraint(fields=('person', 'key'), name='workspace_notice_once')],
            },
        ),
        migrations.CreateModel(
            name='Task',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='Version')),
                ('created_at', models.DateTimeField(editable=False, verbose_name='Created')),
                ('updated_at', models.DateTimeField(editable=False, verbose_name='Updated')),
                ('deleted_at', models.DateTimeField(editable=False, null=True, verbose_name='Deleted')),
                ('external_ref', models.CharField(blank=True, default='', editable=False, max_length=120, verbose_name='External key')),
                ('external_source', models.CharField(blank=True, default='', editable=False, max_length=80, verbose_name='Source')),
                ('org_path', xianji.org.fields.PathField(blank=True, default='', editable=False, max_length=255, verbose_name='Organisation path')),
                ('number', xianji.org.fields.NumberField(editable=False, max_length=40, monthly=True, prefix='TK', unique=True, verbose_name='Number')),
                ('title', models.CharField(max_length=200, verbose_name='Task')),
                ('due_at', models.DateTimeField(default=xianji.workspace.tasks.models.this_evening, verbose_name='Due')),
                ('priority', models.CharField(choices=[('high', 'High'), ('normal', 'Normal'), ('low', 'Low')], default='normal', max_length=6, verbose_name='Priority')),
                ('state', models.CharField(choices=[('open', 'Open'), ('in_progress', 'In progress'), ('done', 'Done'), ('cancelled', 'Cancelled')], default='open', editable=False, max_length=12, verbose_name='State')),
                ('repeat', models.CharField(choices=[('once', 'Once'), ('daily', 'Daily'), ('weekly', 'Weekly'), ('monthly', 'Monthly')], default='once', max_length=8, verbose_name='Comes again')),
                ('source', models.CharField(choices=[('user', 'Own'), ('control', 'Regulation'), ('plan', 'Plan'), ('sla', 'Deadline')], default='user', editable=False, max_length=8, verbose_name='Where from')),
                ('clause', models.CharField(blank=True, default='', editable=False, max_length=20, verbose_name='Clause')),
                ('done_at', models.DateTimeField(editable=False, null=True, verbose_name='Done on')),
                ('about_label', models.CharField(blank=True, default='', editable=False, max_length=80, verbose_name='About a')),
                ('about_id', models.BigIntegerField(editable=False, null=True, verbose_name='About')),
                ('key', models.CharField(editable=False, max_length=160, null=True, unique=True)),
                ('before', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='workspace.task')),
                ('created_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.person', verbose_name='Created by')),
                ('owner', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.person', verbose_name='Owner')),
                ('unit', models.ForeignKey(db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.unit', verbose_name='Unit')),
                ('updated_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.person', verbose_name='Updated by')),
            ],
            options={
                'verbose_name': 'Task',
                'verbose_name_plural': 'Tasks',
                'abstract': False,
                'base_manager_name': 'unscoped',
                'default_manager_name': 'objects',
                'indexes': [xianji.kit.indexes.ForSorting(condition=models.Q(('deleted_at', None)), fields=['due_at', 'id', 'org_path', 'owner', 'state'], name='workspace_t_due_at'), xianji.kit.indexes.ForSorting(condition=models.Q(('deleted_at', None)), fields=['state', 'due_at', 'id', 'org_path', 'owner'], name='workspace_t_state_due_at'), xianji.kit.indexes.ForSorting(condition=models.Q(('deleted_at', None)), fields=['state', 'org_path', 'due_at', 'id', 'owner'], name='workspace_t_state_org_path'), xianji.kit.indexes.ForSorting(fields=['owner', 'due_at', 'id', 'deleted_at', 'org_path', 'state'], name='workspace_t_owner_due_at'), xianji.kit.indexes.ForSorting(fields=['org_path', 'due_at', 'id', 'deleted_at', 'owner', 'state'], name='workspace_t_org_path_due_at'), models.Index(condition=models.Q(('deleted_at', None), ('state__in', ('open', 'in_progress'))), fields=['owner', 'due_at'], name='workspace_t_desk'), models.Index(fields=['about_label', 'about_id', 'due_at'], name='workspace_t_about')],
            },
            managers=[
                ('objects', django.db.models.manager.Manager()),
                ('unscoped', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='Wishes',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_default', models.BooleanField(default=False)),
                ('modes', models.JSONField(default=dict)),
                ('digest_hour', models.PositiveSmallIntegerField(default=8, validators=[django.core.validators.MaxValueValidator(23)], verbose_name='Digest at')),
                ('quiet_from', models.TimeField(blank=True, null=True, verbose_name='Quiet from')),
                ('quiet_to', models.TimeField(blank=True, null=True, verbose_name='Quiet until')),
                ('hook_url', models.URLField(blank=True, verbose_name='Address to call')),
                ('hook_secret', xianji.org.fields.EncryptedField(blank=True, default='', kind='secret', verbose_name='Secret')),
                ('person', models.OneToOneField(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='org.person')),
            ],
            options={
                'verbose_name': 'Notice settings',
                'constraints': [models.UniqueConstraint(condition=models.Q(('is_default', True)), fields=('is_default',), name='workspace_one_default'), models.CheckConstraint(condition=models.Q(models.Q(('is_default', True), ('person__isnull', True)), models.Q(('is_default', False), ('person__isnull', False)), _connector='OR'), name='workspace_wishes_whose')],
            },
        ),
    ]
