"""Quantities: numbers with unit, hedge, bounds, and what they count."""

from tasks.extract.quantities.find import find_quantities

__all__ = ["find_quantities"]
