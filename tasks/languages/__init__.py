"""Data about languages and the world: word lists, names, units, cues."""
