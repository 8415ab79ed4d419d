"""Imports, article by article."""
