"""What a verb raises when it will not do something. Each error carries a sentence a person can act on."""


class Refusal(Exception):
    """The verb understood and says no.

    `sentence` tells the person what to do; `field` names the question or field it is about, if any;
    `code` is stable for API clients.
    """

    def __init__(self, sentence: str, *, field: str | None = None, code: str = "refused") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field
        self.code = code


class NotAllowed(Refusal):
    """The actor may not do this. Pages answer 404 when the thing itself is outside the actor's sight."""

    def __init__(self, sentence: str = "You are not allowed to do that.") -> None:
        super().__init__(sentence, code="not-allowed")


class NotFound(Refusal):
    """There is no such thing that this actor can see."""

    def __init__(self, sentence: str = "We could not find that.") -> None:
        super().__init__(sentence, code="not-found")


class OtherContent(Refusal):
    """The key of an earlier call came again with something else in it."""

    def __init__(self) -> None:
        sentence = "This key was sent before with something else. Give what is new a key of its own."
        super().__init__(sentence, field="Idempotency-Key", code="key-used")


class TooMany(Refusal):
    """It has been done too often. `wait` is how many seconds are left until it may be done again."""

    def __init__(self, sentence: str, wait: int) -> None:
        super().__init__(sentence, code="too-many-calls")
        self.wait = wait


def require(allowed: bool, sentence: str = "You are not allowed to do that.") -> None:
    """Raise NotAllowed with `sentence` unless `allowed`. First line of every verb."""
    if not allowed:
        raise NotAllowed(sentence)
