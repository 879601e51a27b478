import tkinter as tk

from desk.session import sign_in

root = tk.Tk()
tk.Button(root, text="Sign in", command=sign_in).pack()
root.mainloop()
