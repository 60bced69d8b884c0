"""The messages of signing in: subject and paragraphs by the name that allauth gives each. Codes only, no links that
sign anybody in: mail scanners open links."""

from dataclasses import dataclass

SAFE = "If this was not you, {tell_us}. Nobody from the council will ever ask you for your password or a code."


@dataclass(frozen=True, slots=True)
class Mail:
    """One message. `{code}`, `{council}`, `{tell_us}` and `{minutes}` are filled in; `link` is a path it points at."""

    subject: str
    body: str
    link: str = ""


_CODE = "Your code is:\n\n{code}\n\nIt works for {minutes} minutes."
_NOT_YOU = "If you did not ask for it, you need do nothing: nobody gets in without the code."

MAILS = {
    "account/email/email_confirmation_signup": Mail(
        "Your code to finish creating your account",
        f"{_CODE}\n\nEnter it on the page where you left off.\n\n{_NOT_YOU}",
    ),
    "account/email/email_confirmation": Mail(
        "Your code to confirm your email address", f"{_CODE}\n\nEnter it on the page where you left off.\n\n{_NOT_YOU}"
    ),
    "account/email/login_code": Mail(
        "Your code to sign in", f"{_CODE}\n\nEnter it on the page where you left off.\n\n{_NOT_YOU}"
    ),
    "account/email/password_reset_code": Mail(
        "Your code to choose a new password", f"{_CODE}\n\nEnter it on the page where you left off.\n\n{_NOT_YOU}"
    ),
    "account/email/account_already_exists": Mail(
        "You already have an account",
        "Somebody, most likely you, tried to create an account with this email address. You have one already.\n\n"
        "The page where you left off asks for a code: there is none for it. Ask for one here instead, and you are in, "
        "whether or not you chose a password.",
        "/account/sign-in/code/",
    ),
    "account/email/unknown_account": Mail(
        "There is no account with this email address",
        "Somebody, most likely you, asked to sign in to {council} with this email address. "
        "We have no account with it.\n\nYou may have used another address. Or you can create an account now. "
        "If this was not you, you need do nothing.",
        "/account/register/",
    ),
    "account/email/email_changed": Mail(
        "You changed the email address of your account", "From now on you sign in with your new address.\n\n" + SAFE
    ),
    "account/email/email_confirm": Mail("You confirmed your email address", "Thank you.\n\n" + SAFE),
    "account/email/email_deleted": Mail("An email address was removed from your account", SAFE),
    "account/email/password_changed": Mail("Your password was changed", SAFE),
    "account/email/password_reset": Mail("Your password was changed", SAFE),
    "account/email/password_set": Mail("You can now sign in with a password", SAFE),
    "mfa/email/totp_activated": Mail("A second step now protects your account", SAFE),
    "mfa/email/totp_deactivated": Mail("The second step of your account was turned off", SAFE),
    "mfa/email/recovery_codes_generated": Mail("New recovery codes were made for your account", SAFE),
    "mfa/email/webauthn_added": Mail("A passkey was added to your account", SAFE),
    "mfa/email/webauthn_removed": Mail("A passkey was removed from your account", SAFE),
}
