"""Questions that the command line and other programs ask, as functions."""
