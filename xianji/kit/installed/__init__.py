"""The product on a device: what it is called and drawn as there, and what it says without a network."""
