import django.core.validators
import django.db.models.deletion
import django.db.models.manager
import django.utils.timezone
import xianji.kit.indexes
import xianji.org.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('org', '0004_nobody_is_leaving'),
        ('workspace', '0007_tasks_and_notices'),
    ]

    operations = [
        migrations.CreateModel(
            name='Handover',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='Version')),
                ('created_at', models.DateTimeField(editable=False, verbose_name='Created')),
                ('updated_at', models.DateTimeField(editable=False, verbose_name='Updated')),
                ('deleted_at', models.DateTimeField(editable=False, null=True, verbose_name='Deleted')),
                ('external_ref', models.CharField(blank=True, default='', editable=False, max_length=120, verbose_name='External key')),
                ('external_source', models.CharField(blank=True, default='', editable=False, max_length=80, verbose_name='Source')),
                ('org_path', xianji.org.fields.PathField(blank=True, default='', editable=False, max_length=255, verbose_name='Organisation path')),
                ('number', xianji.org.fields.NumberField(editable=False, max_length=40, monthly=True, prefix='XD', unique=True, verbose_name='Number')),
                ('title', models.CharField(max_length=200, verbose_name='What is needed')),
                ('text', models.TextField(blank=True, verbose_name='Details')),
                ('agreed_on', models.DateField(verbose_name='Agreed date')),
                ('state', models.CharField(choices=[('requested', 'Requested'), ('accepted', 'Accepted'), ('done', 'Done'), ('confirmed', 'Confirmed'), ('rejected', 'Rejected')], default='requested', editable=False, max_length=10, verbose_name='State')),
                ('requested_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='Asked on')),
                ('accepted_at', models.DateTimeField(editable=False, null=True, verbose_name='Accepted on')),
                ('done_at', models.DateTimeField(editable=False, null=True, verbose_name='Done on')),
                ('rating', models.PositiveSmallIntegerField(editable=False, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(5)], verbose_name='Rating (1–5)')),
                ('answer', models.CharField(blank=True, editable=False, max_length=500, verbose_name='Answer')),
                ('about_label', models.CharField(blank=True, default='', editable=False, max_length=80, verbose_name='About a')),
                ('about_id', models.BigIntegerField(editable=False, null=True, verbose_name='About')),
                ('accepted_by', models.ForeignKey(db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.person', verbose_name='Accepted by')),
                ('created_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.person', verbose_name='Created by')),
                ('from_unit', models.ForeignKey(db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.unit', verbose_name='Asking unit')),
                ('owner', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.person', verbose_name='Owner')),
                ('to_unit', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.unit', verbose_name='Asked unit')),
                ('unit', models.ForeignKey(db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.unit', verbose_name='Unit')),
                ('updated_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.person', verbose_name='Updated by')),
            ],
            options={
                'verbose_name': 'Request to a unit',
                'verbose_name_plural': 'Requests to units',
                'abstract': False,
                'base_manager_name': 'unscoped',
                'default_manager_name': 'objects',
                'indexes': [xianji.kit.indexes.ForSorting(condition=models.Q(('deleted_at', None)), fields=['agreed_on', 'id', 'org_path', 'owner', 'state', 'to_unit'], name='workspace_h_agreed_on'), xianji.kit.indexes.ForSorting(condition=models.Q(('deleted_at', None)), fields=['state', 'agreed_on', 'id', 'org_path', 'owner', 'to_unit'], name='workspace_h_state_agreed_on'), xianji.kit.indexes.ForSorting(condition=models.Q(('deleted_at', None)), fields=['to_unit', 'agreed_on', 'id', 'org_path', 'owner', 'state'], name='workspace_h_to_unit_agreed_on'), xianji.kit.indexes.ForSorting(condition=models.Q(('deleted_at', None)), fields=['state', 'org_path', 'agreed_on', 'id', 'owner', 'to_unit'], name='workspace_h_state_org_path'), xianji.kit.indexes.ForSorting(condition=models.Q(('deleted_at', None)), fields=['to_unit', 'org_path', 'agreed_on', 'id', 'owner', 'state'], name='workspace_h_to_unit_org_path'), xianji.kit.indexes.ForSorting(fields=['owner', 'agreed_on', 'id', 'deleted_at', 'org_path', 'state', 'to_unit'], name='workspace_h_owner_agreed_on'), xianji.kit.indexes.ForSorting(fields=['org_path', 'agreed_on', 'id', 'deleted_at', 'owner', 'state', 'to_unit'], name='workspace_h_org_path_agreed_on'), models.Index(fields=['about_label', 'about_id'], name='workspace_h_about'), models.Index(fields=['requested_at', 'id'], name='workspace_h_asked')],
            },
            managers=[
                ('objects', django.db.models.manager.Manager()),
                ('unscoped', django.db.models.manager.Manager()),
            ],
        ),
    ]
