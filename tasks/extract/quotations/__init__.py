"""Quotations: who says what, in marks or in a reported clause."""

from tasks.extract.quotations.find import find_quotations
from tasks.extract.quotations.standing import quotation_at

__all__ = ["find_quotations", "quotation_at"]
