"""What the generated company sells, and the industries it sells to."""

from decimal import Decimal

from xianji.catalog.models import Product, Term, Uom
from xianji.config.generate.words import SCRIPTS, words
from xianji.kit import sets, store

PRICES = (38_000, 126_000, 298_000)
COST = Decimal("0.58")


def stock(language: str, source: str, seed: int) -> None:
    """Three grades of each line."""
    told = words(language)
    piece = Uom.unscoped.filter(code="PCS").first() or store.create(Uom(code="PCS", name="PCS"))
    products = []
    for place, line in enumerate(told["lines"]):
        for grade, name in enumerate(told["grades"]):
            price = Decimal(PRICES[grade] + 1_700 * place)
            products.append(Product(
                sku=f"G{seed}-{place + 1}{grade + 1:02}", name=f"{line} · {name}", line=line, uom=piece, list_price=price,
                cost=price * COST, external_source=source,
            ))  # fmt: skip
    sets.insert_many(Product, products, source="demo")


def industries(source: str, seed: int) -> None:
    """In the three languages of the product."""
    hans, hant, english = (words(script)["industries"] for script in SCRIPTS)
    terms = [
        Term(
            dictionary="industry", code=f"g{seed}-{place + 1:02}", name=name, name_hant=hant[place], name_en=english[place],
            place=place, external_source=source,
        )
        for place, name in enumerate(hans)
    ]  # fmt: skip
    sets.insert_many(Term, terms, source="demo")
