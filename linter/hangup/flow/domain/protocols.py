"""The methods by which blocks are entered and left (``with``, ``using``), whatever their objects are."""

from __future__ import annotations

ENTER = ("__aenter__", "__enter__")
"""Methods that run where a block is entered."""

EXIT = ("__aexit__", "__exit__", "[Symbol.asyncDispose]", "[Symbol.dispose]")
"""Methods that run where it is left."""

LEAVE = (*EXIT, "__del__")
"""What is called when the life of such an object is over."""

CLOSE = ("aclose", "close")
"""Methods that close what a manager or a stack of them holds."""

BEGUN = "__post_init__"
"""What a constructor calls last that is made from declared fields."""
