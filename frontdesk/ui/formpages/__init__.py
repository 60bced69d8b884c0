"""The pages of a form, the same for every site: question, entry of a group, check of answers, save, files.

A site makes a `Door` (where pages live, how they look, what sending does) and hands each request to a function here.
"""

from frontdesk.ui.formpages.asked import Asked
from frontdesk.ui.formpages.check import check, ending
from frontdesk.ui.formpages.door import Door, Found, LookUp, go_on
from frontdesk.ui.formpages.entry import entry
from frontdesk.ui.formpages.files import file
from frontdesk.ui.formpages.helping import help_
from frontdesk.ui.formpages.offers import offered
from frontdesk.ui.formpages.page import page
from frontdesk.ui.formpages.save import save

__all__ = [
    "Asked",
    "Door",
    "Found",
    "LookUp",
    "check",
    "ending",
    "entry",
    "file",
    "go_on",
    "help_",
    "offered",
    "page",
    "save",
]
