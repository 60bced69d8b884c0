"""What we write about, as data: topics.toml. Pure."""

import tomllib
from functools import lru_cache
from importlib import resources

from frontdesk.domains.notifications.types import Topic


@lru_cache(maxsize=1)
def topics() -> dict[str, Topic]:
    """What customers may choose of, by code, in the order of the file."""
    text = resources.files("frontdesk.domains.notifications").joinpath("topics.toml").read_text("utf-8")
    return {
        code: Topic(code, told["name"], told["words"], tuple(told["codes"]), tuple(told["ways"]))
        for code, told in tomllib.loads(text).items()
    }


def topic_of(message: str) -> Topic | None:
    """The topic of a message; None for one that is needed, of which nobody chooses."""
    return next((each for each in topics().values() if message in each.codes), None)
