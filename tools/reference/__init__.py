"""The pages of docs/reference, each drawn from what the code declares."""
