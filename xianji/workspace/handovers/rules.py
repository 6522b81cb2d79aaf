"""The way of a request from one unit to another."""

REQUESTED, ACCEPTED, DONE, CONFIRMED, REJECTED = "requested", "accepted", "done", "confirmed", "rejected"
