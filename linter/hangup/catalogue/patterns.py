"""The small languages inside descriptions: how calls, constructions and sharing are written."""

from __future__ import annotations

from hangup.records import dataclass

_NAME = r"[A-Za-z_$][\w$]*"
_DOTTED = rf"{_NAME}(?:\.{_NAME})*"
_OF = rf"\.{_NAME}"

ID = r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*"
"""What an SDK or a framework is known by."""

NAME = _NAME
"""A name of a program."""


@dataclass(frozen=True, slots=True)
class Form:
    """A text that follows a pattern. ``examples`` says in words what the pattern says."""

    pattern: str
    examples: tuple[str, ...]

    @property
    def schema(self) -> dict[str, object]:
        """What an editor is told of such a text."""
        return {"pattern": f"^(?:{self.pattern})$", "examples": list(self.examples)}


CREATE = Form(
    rf"(?:new )?{_DOTTED}|\$(?:r|parent){_OF}(?:\.{_NAME})*|\$any{_OF}",
    ("new Client", "Client.make", "$parent.child", "$r.child", "$any.child"),
)
ACQUIRE = Form(rf"\$r(?:{_OF})+|(?:async )?with \$r|await \$r", ("$r.method", "with $r", "async with $r", "await $r"))
RELEASE = Form(
    rf"\$(?:r|h)(?:{_OF})+|\$(?:r|h)\(\)|(?:async )?with \$r|(?:await )?using \$r|\$parent{_OF}"
    rf"|(?:\$parent\.)?{_NAME}\(\$[r0]\)",
    (
        "$r.method",
        "$r()",
        "$h.method",
        "$h()",
        "function($r)",
        "$parent.method($r)",
        "$parent.method",
        "function($0)",
        "with $r",
        "async with $r",
        "using $r",
        "await using $r",
    ),
)
CONNECTS = Form(
    r"never|always|lazy-pool|if-arg:[\w.]+|unless-arg:[\w.]+(?:=\w+)?",
    ("never", "always", "lazy-pool", "if-arg:<path>", "unless-arg:<path>", "unless-arg:<path>=<value>"),
)
SHARED = Form(r"none|global|by:\S+", ("none", "global", "by:<key>"))
PACKAGE = Form(
    r"(?:npm|pypi|any|node|std|global):.+",
    ("npm:name", "pypi:name", "std:module", "node:module", "global:Name", "any:*"),
)
VERSIONS = Form(
    r"(?:(?:npm|pypi):\S+ )?(?:>=|>|<=|<|==) ?\d+(?:\.\d+)*(?:, ?(?:>=|>|<=|<|==) ?\d+(?:\.\d+)*)*|",
    (">=2", ">=1.4, <2", "npm:name >=2"),
)
