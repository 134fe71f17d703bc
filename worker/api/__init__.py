"""HTTP for producers and analysts: every endpoint calls what the command line and Python programs call."""
