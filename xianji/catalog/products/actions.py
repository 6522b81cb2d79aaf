"""What happens to a product in its life."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from xianji.catalog.products.models import Product
from xianji.kit.actions import PUT_BACK, action

State = Product.State


@action(Product, when=State.ACTIVE, then=State.PHASE_OUT, label=_("Phase out"), icon="hourglass", undo=PUT_BACK)
def phase_out(product: Product, *, by: Any) -> None:
    """Sold while stocks last."""


@action(Product, when=(State.ACTIVE, State.PHASE_OUT), then=State.ENDED, label=_("End"), icon="archive", danger=True,
        undo=PUT_BACK)  # fmt: skip
def end(product: Product, *, by: Any) -> None:
    """No longer offered; what was sold stays."""


@action(Product, when=(State.PHASE_OUT, State.ENDED), then=State.ACTIVE, label=_("Put on sale again"), icon="refresh",
        undo=PUT_BACK)  # fmt: skip
def reactivate(product: Product, *, by: Any) -> None:
    """Offered again."""
