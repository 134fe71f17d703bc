"""Step three: reading facts out of a normalized release."""

from tasks.extract.extraction import extract

__all__ = ["extract"]
