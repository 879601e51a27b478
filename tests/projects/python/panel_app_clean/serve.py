import panel as pn

from gauge import refresh

pn.extension()
pn.state.add_periodic_callback(refresh, period=5000)
pn.pane.Markdown("# Tank").servable()
