"""The commands of `frontdesk`, one module each, found by looking.

A module's docstring is its help, and it has `arguments(parser)` and `run(options)`. A module with several verbs
(`council load`) adds subparsers and sets `run` for each by `set_defaults`. The name of the file is the name of the
command; a trailing underscore is dropped (`import_.py`). `run` returns nothing, or an exit code, and raises Refusal or
Stop with a sentence for the person at the console. Django is ready when a module is imported, save for main.BARE.
"""
