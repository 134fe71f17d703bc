"""Views: the usual questions as one line of SQL."""
