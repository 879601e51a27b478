"""Scripts that run again connect in a function whose result is kept, by what that depends on."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from hangup import cli

PAGE = """\
import streamlit as st
from paho.mqtt import client as mqtt

BROKER = "broker.example.com"


def on_message(client, userdata, message):
    print(message.payload)


greenhouse = st.selectbox("Greenhouse", ["north", "south"])
client = mqtt.Client()
client.on_message = on_message

client.connect(f"{greenhouse}.{BROKER}", 1883)  # plain
st.write(client.is_connected())
"""
FIXED = """\
import streamlit as st
from paho.mqtt import client as mqtt

BROKER = "broker.example.com"


def on_message(client, userdata, message):
    print(message.payload)


greenhouse = st.selectbox("Greenhouse", ["north", "south"])


@st.cache_resource
def get_client(greenhouse) -> mqtt.Client:
    client = mqtt.Client()
    client.on_message = on_message

    client.connect(f"{greenhouse}.{BROKER}", 1883)  # plain
    return client


client = get_client(greenhouse)
st.write(client.is_connected())
"""


def fixed(text: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The text after all its fixes."""
    (folder / "page.py").write_text(text, encoding="utf-8")
    monkeypatch.chdir(folder)
    arguments = ["check", "--isolated", "--no-cache", "--preview", "--fix", "--unsafe-fixes", "page.py"]
    CliRunner().invoke(cli.main, arguments)
    return (folder / "page.py").read_text(encoding="utf-8")


def test_client_of_a_page_that_connects(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert fixed(PAGE, tmp_path, monkeypatch) == FIXED


@pytest.mark.parametrize(
    ("line", "other"),
    [
        ("client = mqtt.Client()\n", "client = mqtt.Client() if greenhouse else None\n"),
        ("client.on_message = on_message\n", "if greenhouse:\n    client.on_message = on_message\n"),
        ("client.on_message = on_message\n", "with open('log') as log:\n    client.enable_logger(log)\n"),
    ],
)
def test_client_that_more_is_done_with_is_not_kept(
    line: str, other: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "cache_resource" not in fixed(PAGE.replace(line, other), tmp_path, monkeypatch)
