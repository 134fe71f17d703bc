"""Step three: reading facts out of a normalized release."""
