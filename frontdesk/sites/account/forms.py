"""allauth's forms with our words: labels, hints, and errors that say what to do. One password box, not two."""

from dataclasses import dataclass
from typing import Any, ClassVar

from allauth.account import forms as account
from allauth.core import context
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms as fields

from frontdesk.domains.access import actions as access
from frontdesk.domains.forms import actions as drafts
from frontdesk.kernel.actor import Actor

WRONG_EMAIL = "Enter an email address in the correct format, like name@example.com"


@dataclass(frozen=True, slots=True)
class Words:
    """How a field is said: its label, a hint beneath it, and the sentences for an empty and a wrong one."""

    label: str
    hint: str = ""
    missing: str = ""
    wrong: str = ""
    attributes: tuple[tuple[str, str], ...] = ()


EMAIL = Words("Email address", "", "Enter your email address", WRONG_EMAIL)
PASSWORD = Words("Password", "", "Enter your password")
NEW_PASSWORD = Words(
    "New password",
    "At least 10 characters. Three random words are easy to remember and hard to guess.",
    "Enter a new password",
)
CODE = Words(
    "Code",
    "The 6 digits in the email",
    "Enter the code",
    "",
    (("inputmode", "numeric"), ("autocomplete", "one-time-code")),
)
APP_CODE = Words(
    "Code", "The 6 digits in your authenticator app, or one of your recovery codes", "Enter the code", "",
    (("autocomplete", "one-time-code"),),
)  # fmt: skip


class Worded:
    """Puts `words` on the fields of the form it is mixed into and drops `password2`; a showable box needs no twin."""

    words: ClassVar[dict[str, Words]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields  # type: ignore[attr-defined]
        fields.pop("password2", None)
        for name, words in self.words.items():
            if name not in fields:
                continue
            field = fields[name]
            field.label, field.help_text = words.label, words.hint
            field.widget.attrs.pop("placeholder", None)
            field.widget.attrs.update(words.attributes)
            for kind, sentence in (("required", words.missing), ("invalid", words.wrong)):
                if sentence:
                    field.error_messages[kind] = sentence
            for validator in field.validators:
                if words.wrong and getattr(validator, "code", "") == "invalid":
                    validator.message = words.wrong


class LoginForm(Worded, account.LoginForm):
    """Sign in with email and password."""

    words: ClassVar = {
        "login": EMAIL,
        "password": PASSWORD,
        "remember": Words("Keep me signed in on this device", "Do not tick this on a device that others use"),
    }


class SignupForm(Worded, account.SignupForm):
    """Create an account; without a password it is entered by emailed code."""

    words: ClassVar = {
        "email": Words("Email address", "We send a code to it to check that it is yours", EMAIL.missing, EMAIL.wrong),
        "password1": Words(
            "Password (optional)",
            "At least 10 characters. Leave it empty and we email you a code each time you sign in.",
        ),
        "help": Words("Email me once if I have not finished, and offer help", "A day later, and never again"),
    }

    help = fields.BooleanField(required=False)

    def custom_signup(self, request: Any, user: Any) -> None:
        """Count that somebody begins, and keep that they may be offered help; never for an address that is taken."""
        super().custom_signup(request, user)
        begun = access.begin_sign_up(request.council.id, user=user.pk)
        if self.cleaned_data.get("help"):
            actor = Actor.nobody(request.council.id)
            drafts.agree_to_help_with_sign_up(actor, sign_up=begun, email=self.cleaned_data["email"])


class RequestLoginCodeForm(Worded, account.RequestLoginCodeForm):
    """Ask for a code to sign in."""

    words: ClassVar = {"email": EMAIL}


class ConfirmLoginCodeForm(Worded, account.ConfirmLoginCodeForm):
    """Enter the code to sign in."""

    words: ClassVar = {"code": CODE}


class ConfirmEmailForm(Worded, account.ConfirmEmailVerificationCodeForm):
    """Enter the code that proves an email address."""

    words: ClassVar = {"code": CODE}

    def clean_code(self) -> str:
        """The code; a wrong one of somebody who creates an account is counted."""
        try:
            return str(super().clean_code())
        except fields.ValidationError:
            if self.user is not None:
                access.note_sign_up(context.request.council.id, user=self.user.pk, wrong_code=True)
            raise


class ChangeEmailForm(Worded, account.ChangeEmailForm):
    """Correct the address while registering."""

    words: ClassVar = {"email": EMAIL}


class AddEmailForm(Worded, account.AddEmailForm):
    """Change the address one signs in with."""

    words: ClassVar = {
        "email": Words("New email address", "We send a code to it before anything changes", EMAIL.missing, EMAIL.wrong)
    }


class ResetPasswordForm(Worded, account.ResetPasswordForm):
    """Ask for a code to choose a new password."""

    words: ClassVar = {"email": EMAIL}


class ConfirmResetForm(Worded, account.ConfirmPasswordResetCodeForm):
    """Enter the code to choose a new password."""

    words: ClassVar = {"code": CODE}


class NewPasswordForm(Worded, account.ResetPasswordKeyForm):
    """Choose the new password after the code."""

    words: ClassVar = {"password1": NEW_PASSWORD}


class SetPasswordForm(Worded, account.SetPasswordForm):
    """Choose a first password."""

    words: ClassVar = {"password1": NEW_PASSWORD}


class ChangePasswordForm(Worded, account.ChangePasswordForm):
    """Change the password."""

    words: ClassVar = {
        "oldpassword": Words("Password you have now", "", "Enter the password you have now"),
        "password1": NEW_PASSWORD,
    }


class ReauthenticateForm(Worded, account.ReauthenticateForm):
    """Show again that it is you, by password."""

    words: ClassVar = {"password": PASSWORD}


class AuthenticateForm(Worded, mfa.AuthenticateForm):
    """Enter the second step."""

    words: ClassVar = {"code": APP_CODE}


class ReauthenticateCodeForm(Worded, mfa.ReauthenticateForm):
    """Show again that it is you, by the second step."""

    words: ClassVar = {"code": APP_CODE}


class ActivateTOTPForm(Worded, totp.ActivateTOTPForm):
    """Turn on the second step."""

    words: ClassVar = {"code": Words("Code", "The 6 digits the app shows now", "Enter the code", "", CODE.attributes)}


class AddPasskeyForm(Worded, webauthn.AddWebAuthnForm):
    """Add a passkey."""

    words: ClassVar = {
        "name": Words("Name of this passkey (optional)", "So that you can tell it from others, like 'My phone'"),
        "passwordless": Words("Sign in with this passkey alone, without a password"),
    }


class NamePasskeyForm(Worded, webauthn.EditWebAuthnForm):
    """Rename a passkey."""

    words: ClassVar = {"name": Words("Name of this passkey", "", "Enter a name, like 'My phone'")}
