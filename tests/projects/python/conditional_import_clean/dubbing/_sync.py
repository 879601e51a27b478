def stretch(samples, factor):
    return [sample for sample in samples for _ in range(factor)]
