"""Lines of a file that their orders have already: told before anything is written, as a file is easily brought twice."""

from typing import Any

from django.utils.translation import gettext as _

from xianji.org.among import Among
from xianji.sales.orders.models import OrderLine


class Again:
    """Given to the API and the import; a form shows the other lines itself."""

    finds_twins = True

    def find(self, values: dict[str, Any], found: Any) -> None:
        """Nothing beside a form."""

    def warn(self, records: list[OrderLine]) -> list[list[str]]:
        """Of each new line whether its order has so much of this product, as far as one may see it; one statement."""
        orders = sorted({one.order_id for one in records if one.order_id})
        rows = OrderLine.objects.filter(Among("order", orders), deleted_at=None).order_by()
        there = {told[:-1]: told[-1] for told in rows.values_list("order", "product", "quantity", "order__number")}
        found = [there.get((one.order_id, one.product_id, one.quantity)) for one in records]
        told = _("Order %(order)s has a line of this product and quantity already.")
        return [[told % {"order": number}] if number else [] for number in found]
