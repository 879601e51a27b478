"""The front end for JavaScript and TypeScript: the only package that imports tree-sitter."""

from __future__ import annotations

from hangup.frontends.ecmascript.entry import lower

__all__ = ["lower"]
