"""The version of the package and of the code that writes facts."""

__version__ = "0.1.0"
