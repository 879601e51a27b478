def greet(names):
    return "Good morning, " + " and ".join(names)
