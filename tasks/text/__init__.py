"""Text as values: spans, offset maps, folding, tokens. Knows nothing of what the words mean."""
