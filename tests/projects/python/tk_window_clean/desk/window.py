import tkinter as tk

from desk.session import sign_in, sign_out

root = tk.Tk()
tk.Button(root, text="Sign in", command=sign_in).pack()
root.protocol("WM_DELETE_WINDOW", sign_out)
root.mainloop()
