"""Council packs: a council described as data, read, checked and loaded.

`read` turns the files of a folder into tables and says by file and line what is wrong with them, `check` looks at the
pack as a whole, `load` hands it to the verbs of the domains and says what changed.
"""
