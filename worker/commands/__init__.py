"""The commands, one file each, thin: they read the options, call the room that does the work, and print.

Rooms are imported inside the functions, not at the top: `copydesk --help` loads every file of this folder, and a
command pays only for what it uses.
"""
