"""The language server: what hangup finds, while code is written.

``server`` speaks the protocol and never computes. ``session`` decides when something is checked, and hands it to the
one thread that works. ``analysis`` is that thread's knowledge; it knows nothing of the protocol. The others translate.
"""
