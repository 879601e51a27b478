"""What the commands work with. ``cli.py`` puts it together; a test puts other parts in their place."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from hangup.config import Settings
from hangup.records import dataclass

if TYPE_CHECKING:
    from hangup.engine import Toolbox
    from hangup.project.prefilter import Prefilter
    from hangup.registry import Registry


@dataclass(frozen=True, slots=True)
class Parts:
    """Each part is made when it is asked for: most runs need none of them. Equal settings get the same parts.

    ``registry`` are the rules, ``toolbox`` is what the engine works with, ``prefilter`` decides on bytes, and
    ``pages`` are the addresses of the rules' pages by code.
    """

    registry: Callable[[], Registry]
    toolbox: Callable[[Settings], Toolbox]
    prefilter: Callable[[Settings], Prefilter]
    pages: Callable[[], dict[str, str]]
