"""Quotations: who says what, in marks or in a reported clause."""

from tasks.extract.quotations.find import find_quotations

__all__ = ["find_quotations"]
