"""``python -m hangup``: the same as the command."""

from __future__ import annotations

import os
import sys

_HERE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))

# Python puts the current directory first: what is to be checked lies there, and nothing of it may be imported.
if sys.path and os.path.abspath(sys.path[0] or ".") == os.getcwd() != _HERE:
    del sys.path[0]

from hangup.start import main  # noqa: E402 -- behind the line that makes it safe

if __name__ == "__main__":
    main()
