
import xianji.kit.indexes
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('catalog', '0003_industries_have_a_standing'),
        ('customers', '0013_classes_and_the_file'),
        ('org', '0006_leaves_on'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='customer',
            name='customers_c_won_amoun',
        ),
        migrations.RemoveIndex(
            model_name='customer',
            name='customers_c_last_cont',
        ),
        migrations.RemoveIndex(
            model_name='customer',
            name='customers_c_state_org_path',
        ),
        migrations.RemoveIndex(
            model_name='customer',
            name='customers_c_size_clas_org_path',
        ),
        migrations.RemoveIndex(
            model_name='customer',
            name='customers_c_region_org_path',
        ),
        migrations.RemoveIndex(
            model_name='customer',
            name='customers_c_industry_org_path',
        ),
        migrations.AddIndex(
            model_name='customer',
            index=xianji.kit.indexes.ForSorting(condition=models.Q(('deleted_at', None)), fields=['won_amount', 'id', 'org_path', 'owner', 'state', 'size_class', 'region', 'industry', 'last_contact_on', 'updated_at', 'name'], name='customers_c_won_amoun'),
        ),
        migrations.AddIndex(
            model_name='customer',
            index=xianji.kit.indexes.ForSorting(condition=models.Q(('deleted_at', None)), fields=['last_contact_on', 'id', 'org_path', 'owner', 'state', 'size_class', 'region', 'industry', 'won_amount', 'updated_at', 'name'], name='customers_c_last_cont'),
        ),
        migrations.AddIndex(
            model_name='customer',
            index=xianji.kit.indexes.ForSorting(condition=models.Q(('deleted_at', None)), fields=['state', 'org_path', 'updated_at', 'id', 'owner', 'size_class', 'region', 'industry', 'won_amount', 'last_contact_on', 'name'], name='customers_c_state_org_path'),
        ),
        migrations.AddIndex(
            model_name='customer',
            index=xianji.kit.indexes.ForSorting(condition=models.Q(('deleted_at', None)), fields=['size_class', 'org_path', 'updated_at', 'id', 'owner', 'state', 'region', 'industry', 'won_amount', 'last_contact_on', 'name'], name='customers_c_size_clas_org_path'),
        ),
        migrations.AddIndex(
            model_name='customer',
            index=xianji.kit.indexes.ForSorting(condition=models.Q(('deleted_at', None)), fields=['region', 'org_path', 'updated_at', 'id', 'owner', 'state', 'size_class', 'industry', 'won_amount', 'last_contact_on', 'name'], name='customers_c_region_org_path'),
        ),
        migrations.AddIndex(
            model_name='customer',
            index=xianji.kit.indexes.ForSorting(condition=models.Q(('deleted_at', None)), fields=['industry', 'org_path', 'updated_at', 'id', 'owner', 'state', 'size_class', 'region', 'won_amount', 'last_contact_on', 'name'], name='customers_c_industry_org_path'),
        ),
    ]
