"""Clients that are made for a hook which keeps the first it was given: only one of them ever connects."""

from __future__ import annotations

import pytest

from hangup.assembly import toolbox
from hangup.config import Settings
from hangup.engine import check_data
from hangup.model import Severity

BODY = """
import {{ useEffect, useRef, useState }} from 'react';
import {{ StreamChat }} from 'stream-chat';

export function Desk({{ user, token }}) {{
  {made}
  useEffect(() => {{
    const connecting = client.connectUser(user, token);
    return () => connecting.then(() => client.disconnectUser());
  }}, [client, user, token]);
  return null;
}}
"""


@pytest.mark.parametrize(
    ("made", "severity"),
    [
        ("const [client] = useState(new StreamChat('k'));", Severity.WARNING),
        ("const { current: client } = useRef(new StreamChat('k'));", Severity.WARNING),
        ("const client = new StreamChat('k');", Severity.ERROR),
    ],
)
def test_a_client_that_is_made_in_every_render_is_an_error_where_each_connects(made: str, severity: Severity) -> None:
    text = BODY.format(made=made)
    report = check_data("Desk.jsx", text.encode(), toolbox(), Settings())
    found = {each.code: each.severity for each in report.diagnostics}
    assert found["HUP401"] is severity
