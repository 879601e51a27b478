"""Guards against connecting twice were measured to fail: a fix takes them away, or there is none."""

from __future__ import annotations

import re

import pytest

from hangup.assembly import toolbox
from hangup.config import Settings
from hangup.model import SourceFile
from hangup.testing import fix_source

EFFECT = """\
import {{ useEffect, useRef }} from 'react';
import {{ StreamChat }} from 'stream-chat';

{module}
export function Chat({{ user, token, isOpen }}) {{
  {component}
  useEffect(() => {{
    {code}
  }}, [{listed}]);
  return <p>{{user.id}}</p>;
}}
"""
CONNECT = "client.connectUser({ id: user.id }, token);"
MODULE = "const client = StreamChat.getInstance('key');"
OWN = "const client = new StreamChat('key'); " + CONNECT


def fixed(code: str, module: str = "", component: str = "", listed: str = "user.id, token") -> str:
    """The text of a component with this effect after all its fixes."""
    text = EFFECT.format(module=module, component=component, code=code, listed=listed)
    return fix_source(SourceFile("src/Chat.jsx", text.encode()), toolbox(), Settings()).after.data.decode()


@pytest.mark.parametrize(
    "code",
    [
        f"if (!client.userID) {CONNECT}",
        f"if (client.userID) return; {CONNECT}",
        f"if (!client.user) {{\n      {CONNECT}\n    }}",
        f"if (!client?.userID) {CONNECT}",
        f"if (user && !client.wsConnection) {CONNECT}",
        f"!client.userID && {CONNECT}",
        f"if (client.userID === user.id) return; {CONNECT}",
        f"if (client.userID) {{ console.log('here'); return; }} {CONNECT}",
        f"if (!client.userID) {CONNECT} else console.log('here');",
        f"if (client.user) return report(true); {CONNECT}",
        f"if (client.user) report(true); else {CONNECT}",
        f"const connect = async () => {{ if (client.user) return report(true); await {CONNECT} }}; connect();",
        f"const connect = async () => {{ if (!client.userID) await {CONNECT} }}; connect();",
        f"const connect = async () => {{ await {CONNECT} }}; if (!client.userID) connect();",
    ],
)
def test_client_that_is_asked_whether_it_is_connected(code: str) -> None:
    after = fixed(code, MODULE)
    assert "disconnectUser" not in after or not re.search(r"client\??\.(user|wsConnection)", after)


@pytest.mark.parametrize(
    ("code", "module", "component"),
    [
        (f"if (done.current) return; done.current = true; {OWN}", "", "const done = useRef(false);"),
        (f"if (!done.current) {{ done.current = true; {OWN} }}", "", "const done = useRef(false);"),
        (f"if (done) return; done = true; {OWN}", "let done = false;", ""),
        (f"if (isOpen && !done) {{\n      done = true;\n      {OWN}\n    }}", "let done = false;", ""),
        (f"if (flags.done) return; flags.done = true; {OWN}", "const flags = {};", ""),
    ],
)
def test_flag_of_an_earlier_run(code: str, module: str, component: str) -> None:
    after = fixed(code, module, component, "user.id, token, isOpen")
    assert "disconnectUser" not in after or "done" not in after


@pytest.mark.parametrize("guard", ["if (!user) return;", "if (!token || !user.id) return;", "if (!isOpen) return;"])
def test_condition_of_what_the_effect_depends_on_stays(guard: str) -> None:
    after = fixed(f"{guard} {OWN}", listed="user, token, isOpen")
    assert "disconnectUser" in after
    assert guard in after


def test_flag_that_the_clean_up_lowers_stays() -> None:
    code = (
        f"if (done.current) return;\n    done.current = true;\n    {OWN}\n    return () => {{ done.current = false; }};"
    )
    after = fixed(code, component="const done = useRef(false);")
    assert "disconnectUser" in after
    assert "if (done.current) return;" in after


def test_condition_with_a_guard_in_it_keeps_the_rest() -> None:
    after = fixed(
        f"if (isOpen && !client.userID && token) {{\n      {CONNECT}\n    }}", MODULE, "", "user.id, token, isOpen"
    )
    assert "if (isOpen && token) {" in after
    assert "disconnectUser" in after
