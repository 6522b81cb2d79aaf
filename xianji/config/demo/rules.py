"""Numbers that are invented and yet right."""

from xianji.lib.ids import usci_check


def invented_code(serial: int) -> str:
    """A unified social credit code of the region 999999, which no place has."""
    head = f"91999999XNJT{serial:05d}"
    return head + usci_check(head)
