from .booths import booth
