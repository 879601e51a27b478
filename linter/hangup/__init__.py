"""hangup finds connections a program opens and never hangs up."""

__version__ = "0.1.0"
