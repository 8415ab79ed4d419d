"""Cuts the fonts of printkit out of their originals; `fonts/cut.py` is the command."""
