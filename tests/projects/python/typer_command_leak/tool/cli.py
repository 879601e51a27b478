import typer

from tool.people import create

app = typer.Typer()


@app.command()
def load(names: list[str]):
    for name in names:
        create(name)
