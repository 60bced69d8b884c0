"""The seven tasks in the words of the home page."""

from typing import NamedTuple


class Task(NamedTuple):
    """One task: the kind's code, what it is called, and a sentence."""

    code: str
    name: str
    about: str


TASKS = (
    Task("report", "Report", "Something that is broken, missed, dumped or dangerous"),
    Task("pay", "Pay", "A bill or a charge"),
    Task("apply", "Apply", "For a permit, a badge, help with costs or a home"),
    Task("book", "Book", "A collection, a room or an appointment"),
    Task("have-my-say", "Have my say", "On plans and how we do things"),
    Task("advice", "Get advice", "When you are not sure what help there is"),
    Task("information", "Find out", "Ask for information that we hold"),
)
BY_CODE = {task.code: task for task in TASKS}
