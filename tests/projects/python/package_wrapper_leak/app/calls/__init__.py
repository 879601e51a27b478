from .session import join_call

__all__ = ["join_call"]
