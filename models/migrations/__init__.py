"""Migrations of the database, shipped with the package."""
