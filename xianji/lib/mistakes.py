"""What whoever asked can put right."""


class Mistake(Exception):
    """Not a fault of ours: its text is a whole sentence for whoever asked, shown as it is."""
