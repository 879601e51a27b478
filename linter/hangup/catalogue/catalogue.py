"""What is known of libraries and frameworks, whoever has read it: most runs take it from an earlier one."""

from __future__ import annotations

from collections.abc import Iterable

from hangup.catalogue.schema import Framework, Sdk
from hangup.records import dataclass, replace


@dataclass(frozen=True)
class Catalogue:
    """Everything that is known of libraries and frameworks, in the order in which it is asked."""

    sdks: tuple[Sdk, ...] = ()
    frameworks: tuple[Framework, ...] = ()
    sdk_variants: tuple[Sdk, ...] = ()
    """SDKs as they are in some of their releases: each stands there in the place of that with its id."""
    framework_variants: tuple[Framework, ...] = ()
    """The same for frameworks."""

    @property
    def variants(self) -> tuple[Sdk | Framework, ...]:
        """Everything that is known of some releases only."""
        return (*self.sdk_variants, *self.framework_variants)

    def with_preview(self, *, everything: bool, names: Iterable[str]) -> Catalogue:
        """Without the descriptions that are on only when they are asked for, except those that are."""
        wanted = frozenset(names)
        kept = tuple(s for s in self.sdks if everything or not s.preview or s.id in wanted)
        return replace(self, sdks=kept)
