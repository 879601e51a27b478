"""Clients of which there is one for the program, for each user or for each value of a memo: what is said of each."""

from __future__ import annotations

from hangup.assembly import toolbox
from hangup.config import Settings
from hangup.engine import check_data
from hangup.model import Diagnostic, Severity


def _only(path: str, text: str) -> Diagnostic:
    (found,) = check_data(path, text.encode(), toolbox(), Settings()).diagnostics
    return found


def test_a_service_of_which_the_application_has_one_opens_one_connection() -> None:
    found = _only(
        "counter.component.ts",
        """
import { Component } from '@angular/core';
import { ChatClientService } from 'stream-chat-angular';

@Component({ selector: 'lost-property', template: '' })
export class CounterComponent {
  constructor(private lines: ChatClientService) {
    this.lines.init('key', 'clerk', 'token');
  }
}
""",
    )
    assert (found.code, found.severity) == ("HUP101", Severity.WARNING)
    assert "opens one WebSocket that stays open" in found.message


KEPT = """
import {{ useEffect, useMemo }} from 'react';
import {{ StreamVideo, StreamVideoClient }} from '@stream-io/video-react-sdk';

export function Studio({{ guest, token, children }}) {{
  const video = {made};
  {ended}
  return <StreamVideo client={{video}}>{{children}}</StreamVideo>;
}}
"""

MADE = "useMemo(() => new StreamVideoClient({ apiKey: 'k', user: { id: guest }, token }), [guest, token])"


def test_a_memo_opens_whenever_what_it_depends_on_changes() -> None:
    found = _only("Studio.jsx", KEPT.format(made=MADE, ended=""))
    assert found.code == "HUP201"
    assert "whenever `guest` or `token` changes" in found.message
    assert "has no clean-up that closes it" in found.message


def test_a_memo_that_depends_on_nothing_opens_at_every_mount() -> None:
    found = _only("Studio.jsx", KEPT.format(made=MADE.replace("[guest, token]", "[]"), ended=""))
    assert "at every mount" in found.message


def test_a_clean_up_that_closes_what_a_memo_holds_is_not_denied() -> None:
    found = _only("Studio.jsx", KEPT.format(made=MADE, ended="useEffect(() => () => video.disconnectUser(), [video]);"))
    assert found.code == "HUP201"
    assert "has no clean-up" not in found.message
    assert "thrown away" in found.message


def test_a_getter_with_one_client_for_each_user_opens_one_for_each() -> None:
    made = "StreamVideoClient.getOrCreateInstance({ apiKey: 'k', user: { id: guest }, token })"
    found = _only("Studio.jsx", KEPT.format(made=made, ended=""))
    assert found.code == "HUP201"
    assert "in the first render with each `apiKey` and `user.id`" in found.message


def test_a_getter_with_one_client_for_each_user_keeps_no_first_user() -> None:
    call = "StreamVideoClient.getOrCreateInstance({ apiKey: 'k', user: { id: guest }, token })"
    effect = f"useEffect(() => {{ {call}; }}, [guest, token]);"
    found = _only("Studio.jsx", KEPT.format(made="null", ended=effect))
    assert found.code == "HUP101"
    assert "one stays open for each `apiKey` and `user.id`" in found.message


GETTER = """
import {{ useEffect }} from 'react';
import {{ StreamChat }} from 'stream-chat';

let shared: StreamChat | null = null;

function line() {{
  {made}
  return shared;
}}

export function Porter() {{
  useEffect(() => {{
    void line().connectUser({{ id: 'porter' }}, 'token');
  }}, []);
  return null;
}}
"""


def test_a_getter_that_makes_one_for_all_opens_one_connection() -> None:
    found = _only("Porter.tsx", GETTER.format(made="if (!shared) shared = new StreamChat('key');"))
    assert (found.code, found.severity) == ("HUP101", Severity.WARNING)
    assert "opens one WebSocket that stays open" in found.message


def test_a_getter_that_makes_another_one_each_time_opens_one_at_every_mount() -> None:
    found = _only("Porter.tsx", GETTER.format(made="shared = new StreamChat('key');"))
    assert (found.code, found.severity) == ("HUP101", Severity.ERROR)
    assert "opens a new WebSocket at every mount" in found.message


def test_a_log_in_says_whether_a_handler_logs_out() -> None:
    text = """
import {{ StreamChat }} from 'stream-chat';

export function Turnstile({{ guest, token }}) {{
  const enter = () => StreamChat.getInstance('key').connectUser({{ id: guest }}, token);
  const leave = () => {leave};
  return <button onClick={{enter}} onDoubleClick={{leave}}>in</button>;
}}
"""
    closes = "StreamChat.getInstance('key').disconnectUser()"
    handed_out = _only("Turnstile.jsx", text.format(leave=f"ask([{{ text: 'out', run: () => {closes} }}])"))
    nobody = _only("Turnstile.jsx", text.format(leave="ask([])"))
    assert (handed_out.code, nobody.code) == ("HUP204", "HUP204")
    assert "only another handler closes it: the client is shared" in handed_out.message
    assert "nothing closes it: the client is shared" in nobody.message


def test_one_connection_that_a_sign_out_closes_does_not_stay_until_the_end() -> None:
    text = """
import {{ useEffect }} from 'react';
import {{ StreamChat }} from 'stream-chat';

const line = StreamChat.getInstance('key');

export function Cloakroom({{ keeper, token }}) {{
  useEffect(() => {{
    void line.connectUser({{ id: 'keeper' }}, token);
  }}, []);
  return <button onClick={{() => {closes}}}>close</button>;
}}
"""
    closed = _only("Cloakroom.jsx", text.format(closes="line.disconnectUser()"))
    never = _only("Cloakroom.jsx", text.format(closes="hang()"))
    assert (closed.code, closed.severity, never.severity) == ("HUP101", Severity.WARNING, Severity.WARNING)
    assert "stays open when component `Cloakroom` is unmounted, until other code closes it" in closed.message
    assert "stays open until the program ends" in never.message
