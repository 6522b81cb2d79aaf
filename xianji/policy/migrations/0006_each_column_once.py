
import xianji.kit.indexes
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('org', '0006_leaves_on'),
        ('policy', '0005_steps_and_bypasses'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='controlexception',
            name='policy_x_state_org_path',
        ),
        migrations.RemoveIndex(
            model_name='controlexception',
            name='policy_x_clause_org_path',
        ),
        migrations.AddIndex(
            model_name='controlexception',
            index=xianji.kit.indexes.ForSorting(condition=models.Q(('deleted_at', None)), fields=['state', 'org_path', 'created_at', 'id', 'owner', 'clause', 'valid_to'], name='policy_x_state_org_path'),
        ),
        migrations.AddIndex(
            model_name='controlexception',
            index=xianji.kit.indexes.ForSorting(condition=models.Q(('deleted_at', None)), fields=['clause', 'org_path', 'created_at', 'id', 'owner', 'state', 'valid_to'], name='policy_x_clause_org_path'),
        ),
    ]
