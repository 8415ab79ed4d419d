"""Outside witnesses: what programs that are not ours say of a PDF. Each module asks one of them, and says it as data."""
