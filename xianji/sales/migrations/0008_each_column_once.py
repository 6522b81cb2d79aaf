
import xianji.kit.indexes
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('catalog', '0003_industries_have_a_standing'),
        ('customers', '0014_each_column_once'),
        ('org', '0006_leaves_on'),
        ('sales', '0007_renewals'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='opportunity',
            name='sales_o_amount',
        ),
        migrations.RemoveIndex(
            model_name='opportunity',
            name='sales_o_expected',
        ),
        migrations.RemoveIndex(
            model_name='opportunity',
            name='sales_o_closed_on',
        ),
        migrations.RemoveIndex(
            model_name='opportunity',
            name='sales_o_opened_on',
        ),
        migrations.RemoveIndex(
            model_name='opportunity',
            name='sales_o_stage_org_path',
        ),
        migrations.RemoveIndex(
            model_name='opportunity',
            name='sales_o_product_org_path',
        ),
        migrations.RemoveIndex(
            model_name='order',
            name='sales_so_ordered_o',
        ),
        migrations.RemoveIndex(
            model_name='order',
            name='sales_so_amount',
        ),
        migrations.RemoveIndex(
            model_name='order',
            name='sales_so_state_org_path',
        ),
        migrations.AddIndex(
            model_name='opportunity',
            index=xianji.kit.indexes.ForSorting(condition=models.Q(('deleted_at', None)), fields=['amount', 'id', 'org_path', 'owner', 'stage', 'product', 'expected_on', 'closed_on', 'opened_on', 'updated_at'], name='sales_o_amount'),
        ),
        migrations.AddIndex(
            model_name='opportunity',
            index=xianji.kit.indexes.ForSorting(condition=models.Q(('deleted_at', None)), fields=['expected_on', 'id', 'org_path', 'owner', 'stage', 'product', 'amount', 'closed_on', 'opened_on', 'updated_at'], name='sales_o_expected'),
        ),
        migrations.AddIndex(
            model_name='opportunity',
            index=xianji.kit.indexes.ForSorting(condition=models.Q(('deleted_at', None)), fields=['closed_on', 'id', 'org_path', 'owner', 'stage', 'product', 'amount', 'expected_on', 'opened_on', 'updated_at'], name='sales_o_closed_on'),
        ),
        migrations.AddIndex(
            model_name='opportunity',
            index=xianji.kit.indexes.ForSorting(condition=models.Q(('deleted_at', None)), fields=['opened_on', 'id', 'org_path', 'owner', 'stage', 'product', 'amount', 'expected_on', 'closed_on', 'updated_at'], name='sales_o_opened_on'),
        ),
        migrations.AddIndex(
            model_name='opportunity',
            index=xianji.kit.indexes.ForSorting(condition=models.Q(('deleted_at', None)), fields=['stage', 'org_path', 'updated_at', 'id', 'owner', 'product', 'amount', 'expected_on', 'closed_on', 'opened_on'], name='sales_o_stage_org_path'),
        ),
        migrations.AddIndex(
            model_name='opportunity',
            index=xianji.kit.indexes.ForSorting(condition=models.Q(('deleted_at', None)), fields=['product', 'org_path', 'updated_at', 'id', 'owner', 'stage', 'amount', 'expected_on', 'closed_on', 'opened_on'], name='sales_o_product_org_path'),
        ),
        migrations.AddIndex(
            model_name='order',
            index=xianji.kit.indexes.ForSorting(condition=models.Q(('deleted_at', None)), fields=['ordered_on', 'id', 'org_path', 'owner', 'state', 'amount', 'updated_at', 'number'], name='sales_so_ordered_o'),
        ),
        migrations.AddIndex(
            model_name='order',
            index=xianji.kit.indexes.ForSorting(condition=models.Q(('deleted_at', None)), fields=['amount', 'id', 'org_path', 'owner', 'state', 'ordered_on', 'updated_at', 'number'], name='sales_so_amount'),
        ),
        migrations.AddIndex(
            model_name='order',
            index=xianji.kit.indexes.ForSorting(condition=models.Q(('deleted_at', None)), fields=['state', 'org_path', 'ordered_on', 'id', 'owner', 'amount', 'updated_at', 'number'], name='sales_so_state_org_path'),
        ),
    ]
