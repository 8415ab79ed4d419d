"""How the tests start the command: with the Python that runs them, wherever it is installed."""

import sys

COMMAND = [sys.executable, "-c", "from printkit.cli import main; main()"]
