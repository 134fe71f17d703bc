"""Step one: repairing text that extraction broke."""
