"""One module per command. They get the parts they work with from ``cli.py`` and import no rule."""
