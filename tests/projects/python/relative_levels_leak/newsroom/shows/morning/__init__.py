from . import guests
from .opening import greet
