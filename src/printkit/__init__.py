"""printkit: from a written report to a print shop, in one command."""
