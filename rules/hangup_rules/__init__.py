"""The rules about programs. Those about the analysis itself (HUP9xx) are the engine's: ``hangup.meta``."""

from __future__ import annotations

from hangup.rule import Rule
from hangup_rules.hup101_never_disconnected import NeverDisconnected
from hangup_rules.hup102_disconnect_skipped import DisconnectSkipped
from hangup_rules.hup103_ineffective_cleanup import CleanupWithoutEffect
from hangup_rules.hup104_cleanup_races_connect import CleanupRacesConnect
from hangup_rules.hup105_connection_overwritten import ConnectionOverwritten
from hangup_rules.hup201_connect_in_render import ConnectInRender
from hangup_rules.hup202_connect_on_every_change import ConnectOnEveryChange
from hangup_rules.hup203_connect_in_loop_or_timer import ConnectInLoopOrTimer
from hangup_rules.hup204_connect_per_event import ConnectPerEvent
from hangup_rules.hup301_connect_on_server import ConnectOnServer
from hangup_rules.hup302_connect_with_secret import ConnectWithSecret
from hangup_rules.hup303_connect_to_create_users import ConnectToCreateUsers
from hangup_rules.hup401_client_per_render import ClientPerRender
from hangup_rules.hup402_client_per_request import ClientPerRequest
from hangup_rules.hup403_several_clients import SeveralClientsForOne
from hangup_rules.hup501_connect_before_disconnect_settles import ConnectBeforeDisconnectSettles
from hangup_rules.hup502_guard_keeps_old_user import GuardKeepsOldUser
from hangup_rules.hup503_dead_session import DisconnectedWhileInUse

RULES: tuple[type[Rule], ...] = (
    NeverDisconnected, DisconnectSkipped, CleanupWithoutEffect, CleanupRacesConnect, ConnectionOverwritten,
    ConnectInRender, ConnectOnEveryChange, ConnectInLoopOrTimer, ConnectPerEvent,
    ConnectOnServer, ConnectWithSecret, ConnectToCreateUsers,
    ClientPerRender, ClientPerRequest, SeveralClientsForOne,
    ConnectBeforeDisconnectSettles, GuardKeepsOldUser, DisconnectedWhileInUse,
)  # fmt: skip

__all__ = ["RULES"]
