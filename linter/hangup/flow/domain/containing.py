"""The methods that change a container: those that every language's lists, maps and sets share."""

from __future__ import annotations

PUT = {"set": 1, "setdefault": 1}
"""Methods that put an element under a key, the first argument; with the argument that holds the element."""

ADD = {"push": 0, "append": 0, "add": 0, "unshift": 0, "appendleft": 0, "put": 0, "put_nowait": 0, "insert": 1}
"""Methods that put an element in, with the argument that holds it."""

REMOVE = ("pop", "delete", "remove", "discard")
"""Methods that take the element of a key out."""

TAKE_ANY = ("pop", "popitem", "shift", "popleft", "get", "get_nowait")
"""Methods that without a key take some element out."""

CHANGING = frozenset((*PUT, *ADD, *REMOVE, *TAKE_ANY, "clear")) - {"get"}
"""Methods after which a container may hold something else."""
