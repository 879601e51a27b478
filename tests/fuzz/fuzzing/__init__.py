"""Fuzzing: real source is changed at random, and what hangup owes to any input is asked of each text."""
