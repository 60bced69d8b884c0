"""The messages of an account that staff opened or repair: no secret, and no link that signs anybody in."""

from dataclasses import dataclass

from frontdesk.domains.people.types.accounts import NEW_EMAIL, OPENING, SECOND_STEP, WAY_IN, HelpToTell
from frontdesk.kernel.words import clock_time, long_date

CODE_PAGE = "/account/sign-in/code/"
REPAIR, NOT_ME = "repair", "not-me"
"""What the links are for: finishing or stopping it, and stopping it only. Also the paths of their pages."""


@dataclass(frozen=True, slots=True)
class Words:
    """What a message says. `path` is where its link points; `purpose` that of the token at the end of it, if any."""

    subject: str
    body: str
    path: str
    purpose: str = ""


_OPENED = (
    "We opened an account for you while you spoke with us. With it you can see what you asked us for and how it "
    "is going.\n\n"
    "To get in, ask for a code at the address below. It comes to this email address; you need no password.\n\n"
    "If you did not ask us for an account, you need do nothing: it opens only for somebody who reads your email."
)
_WAY_IN = (
    "You told us that you cannot get into your account.\n\n"
    "Ask for a code at the address below. It comes to this email address, and with it you are in, whatever became of "
    "your password. You can choose a new password then, under “How you sign in”.\n\n"
    "If you did not tell us so, you need do nothing."
)
_SECOND_STEP = (
    "You told us that you lost the phone or key with which you sign in.\n\n"
    "Open the address below{when} and press the button. It takes the second step and all passkeys off your account. "
    "Then you sign in with your password, or with a code by email.\n\n"
    "If you did not ask for this, open the address and stop it there, or call us at once on {reach}."
)
_NEW_EMAIL = (
    "You told us that you read this email address now.\n\n"
    "Open the address below{when} and press the button. From then on your account has this email address, and your old "
    "password is gone: you sign in with a code by email, and may choose a new password.\n\n"
    "If you did not ask for this, you need do nothing, or stop it there."
)
_HEARS = {
    OPENING: "Somebody told us that they are you. We opened an account in your name for another email address.",
    SECOND_STEP: "Somebody told us that they are you, and asked us to take the second step off your account{then}.",
    NEW_EMAIL: "Somebody told us that they are you, and asked us to move your account to another email address{then}.",
}
_IF_NOT = (
    "If that was you, you need do nothing.\n\nIf not, stop it at the address below, or call us at once on {reach}."
)
TEXT = "{what} If it was not you, stop it here or call us on {reach}: {link}"


def to_finish(told: HelpToTell, reach: str) -> Words:
    """The message to the address that finishes it."""
    if told.kind == OPENING:
        return Words("Your account is ready", _OPENED, CODE_PAGE)
    if told.kind == WAY_IN:
        return Words("How to get into your account", _WAY_IN, CODE_PAGE)
    when = f" after {_moment(told)}" if told.waits else ""
    if told.kind == SECOND_STEP:
        body = _SECOND_STEP.format(when=when, reach=reach)
        return Words("To take the second step off your account", body, f"/account/{REPAIR}/", REPAIR)
    body = _NEW_EMAIL.format(when=when)
    return Words("To move your account to this email address", body, f"/account/{REPAIR}/", REPAIR)


def to_hear(told: HelpToTell, reach: str) -> Words | None:
    """The message to whoever should know of it and can stop it; None where nothing is taken."""
    said = _HEARS.get(told.kind)
    if said is None:
        return None
    what = said.format(then=f". It can be done after {_moment(told)}" if told.waits else "")
    body = f"{what}\n\n{_IF_NOT.format(reach=reach)}"
    return Words("About your account: was this you?", body, f"/account/{NOT_ME}/", NOT_ME)


def as_text(words: Words, reach: str, link: str) -> str:
    """The same as a text message."""
    return TEXT.format(what=words.body.partition("\n")[0], reach=reach, link=link)


def _moment(told: HelpToTell) -> str:
    return f"{clock_time(told.ready_at)} on {long_date(told.ready_at)}"
