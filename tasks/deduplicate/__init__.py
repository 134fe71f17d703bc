"""Step two: finding releases that tell the same text."""
