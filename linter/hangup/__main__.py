"""``python -m hangup``."""

from hangup.cli import main

main()
