"""Number expressions: words by a grammar, digits with every separator, and both mixed."""

from tasks.extract.numerals.find import find_numerals

__all__ = ["find_numerals"]
