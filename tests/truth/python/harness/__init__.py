"""What drives the scenarios: the server that counts, fresh modules, servers and clients of the frameworks."""
