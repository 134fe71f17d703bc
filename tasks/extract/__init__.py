"""Step three: reading facts out of a normalized release; :func:`tasks.extract.extraction.extract` does it all.

Nothing is imported here: the database knows the values in ``facts`` without loading a single word list.
"""
