from tollgate.booth import Booth

__all__ = ["Booth"]
