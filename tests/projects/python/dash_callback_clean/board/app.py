from dash import Dash, Input, Output, dcc, html

from board.feed import listen

app = Dash(__name__)
app.layout = html.Div([dcc.Dropdown(id="room"), html.P(id="count")])


@app.callback(Output("count", "children"), Input("room", "value"))
def count(room):
    return listen(room)
