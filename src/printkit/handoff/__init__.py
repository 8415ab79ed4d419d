"""The hand-off package: all that a print shop needs to print without a telephone call, in one folder."""
