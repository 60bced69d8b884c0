"""Importers: a file of another system, read by a mapping, handed to a bulk verb in batches.

`mapping` says which column is what, `lines` reads the file, `kinds` knows what can be brought in and by which verb,
`run` does it: counted, told line by line what was refused, begun again without duplicates, undone.
"""
