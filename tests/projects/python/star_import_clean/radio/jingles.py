def jingle(hour):
    return f"it is {hour} o'clock"
