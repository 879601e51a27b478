import solara

from rooms.enter import enter


@solara.component
def Page():
    name, set_name = solara.use_state("guest")
    enter(name)
    solara.InputText("name", value=name, on_value=set_name)
