line = None
greeting = "Welcome"
