"""What the XML formats share. The documents are ASCII, so that any stream's encoding is the one they declare."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Mapping

from hangup.reporters.plain import xml_text
from hangup.reporters.screen import Screen


def element(parent: ET.Element | None, tag: str, attributes: Mapping[str, str | int], text: str = "") -> ET.Element:
    """An element below ``parent``, with text of others made fit for XML."""
    made = ET.Element(tag, {name: xml_text(str(value)) for name, value in attributes.items()})
    if text:
        made.text = "\n".join(xml_text(line) for line in text.split("\n"))
    if parent is not None:
        parent.append(made)
    return made


def write_document(root: ET.Element, screen: Screen) -> None:
    """Write a document with its declaration."""
    ET.indent(root)
    screen.line('<?xml version="1.0" encoding="UTF-8"?>')
    screen.line(
        ET.tostring(root, encoding="us-ascii")
        .decode("ascii")
        .removeprefix("<?xml version='1.0' encoding='us-ascii'?>\n")
    )
