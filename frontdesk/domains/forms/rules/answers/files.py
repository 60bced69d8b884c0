"""Files and photos: the answer is a list of names of what has been uploaded; the files lie with the draft."""

from frontdesk.domains.forms.rules.answers.unfit import Unfit, a_text
from frontdesk.domains.forms.rules.context import Context
from frontdesk.domains.services.definition.form import Question


def read_files(question: Question, plain: object, context: Context) -> list[str]:
    """Names (ids) of uploads, each once, no more than the question takes."""
    given = plain if isinstance(plain, list | tuple) else [plain]
    names = list(dict.fromkeys(a_text(each, "a file").strip() for each in given))
    names = [name for name in names if name]
    most = int(question.max or 1)
    if len(names) > most:
        raise Unfit("Add one file only" if most == 1 else f"Add {most} files at most")
    if any(len(name) > 200 or any(ord(char) < 32 or 0xD800 <= ord(char) <= 0xDFFF for char in name) for name in names):
        raise Unfit("We cannot find that file. Add it again")
    return names


def show_files(question: Question, answer: list[str]) -> list[str]:
    """How many; the page that has the uploads shows their names."""
    return ["1 file" if len(answer) == 1 else f"{len(answer)} files"]
