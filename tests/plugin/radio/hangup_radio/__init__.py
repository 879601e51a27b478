"""A plugin for hangup."""
