from .channels import *
from .jingles import *
