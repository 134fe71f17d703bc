"""Normalization: repairs what PDF extraction and typing tools broke, and records every change."""

from tasks.normalize.normalizer import normalize

__all__ = ["normalize"]
