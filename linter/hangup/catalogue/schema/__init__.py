"""What a catalogue file may say. One class per TOML table; unknown keys are refused with their path.

Two kinds of files: ``sdks/*.toml`` describe resources (what connects, what closes), ``frameworks/*.toml`` describe
scopes (what runs again, what ends a life). Neither knows the other.
"""

from __future__ import annotations

from hangup.catalogue.schema import frameworks, sdks, tables
from hangup.catalogue.schema.frameworks import (
    Application,
    CallModel,
    ClassScope,
    Framework,
    FrameworkFile,
    FunctionScope,
    Listener,
    Raises,
    Role,
    Runs,
    Store,
)
from hangup.catalogue.schema.sdks import (
    Acquire,
    Again,
    Connects,
    Context,
    Create,
    Helper,
    Limits,
    Mode,
    Parent,
    Provides,
    Race,
    Release,
    Resource,
    Sdk,
    SdkFile,
)
from hangup.catalogue.schema.tables import Due, Package, Table, key_of
from hangup.records import dataclass

MODULES = (tables, sdks, frameworks)
"""The modules that hold the tables, with the texts that explain their keys."""


@dataclass(frozen=True, kw_only=True)
class OwnTables(Table):
    """What a configuration adds."""

    sdk: list[Sdk] = []
    framework: list[Framework] = []


__all__ = [
    "MODULES",
    "Acquire",
    "Again",
    "Application",
    "CallModel",
    "ClassScope",
    "Connects",
    "Context",
    "Create",
    "Due",
    "Framework",
    "FrameworkFile",
    "FunctionScope",
    "Helper",
    "Limits",
    "Listener",
    "Mode",
    "OwnTables",
    "Package",
    "Parent",
    "Provides",
    "Race",
    "Raises",
    "Release",
    "Resource",
    "Role",
    "Runs",
    "Sdk",
    "SdkFile",
    "Store",
    "Table",
    "key_of",
]
