import gradio as gr

from voice import talk

with gr.Blocks() as demo:
    name = gr.Textbox()
    gr.Button("Talk").click(talk, inputs=name)

demo.launch()
