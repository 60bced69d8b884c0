"""What `make demo` fills an empty installation with. Each step is a verb's work and can be run again."""

from collections.abc import Callable

from frontdesk.console.demo import council, sign_ins


def fill(say: Callable[[str], None] = lambda _: None) -> None:
    """Fill the installation with the invented council, its services, its people and their requests.

    Runs as the application, after the migrations. Rerunnable: what is there already is left alone. `say` is called
    with a short sentence before each step that takes time.
    """
    say("Opening the invented council")
    demo = council.load()
    say("Opening the demo sign-ins")
    sign_ins.open_sign_ins(demo)
