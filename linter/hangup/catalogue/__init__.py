"""What is known of libraries and frameworks: data in TOML files, and the code that reads it. Imports nothing."""
