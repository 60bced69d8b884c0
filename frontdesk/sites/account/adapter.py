"""What allauth asks of us: messages through our own outbox, where to go next, words, and who is kept out."""

import base64
import hashlib
import secrets
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.account.models import EmailAddress
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import get_script_prefix, reverse

from frontdesk.domains.access import actions as access_actions
from frontdesk.domains.access import queries as access
from frontdesk.domains.notifications import actions as notifications
from frontdesk.domains.notifications.types import ACCOUNT_CODE
from frontdesk.domains.organisations.types import Council
from frontdesk.domains.people import actions as people
from frontdesk.kernel import limits, links
from frontdesk.kernel.actor import Actor
from frontdesk.sites.account.mails import MAILS

DEMO_DOMAIN = "@demo.example"

SAID = {
    "account/messages/password_changed.txt": "Your password has been changed.",
    "account/messages/password_set.txt": "You can now sign in with your password.",
    "account/messages/email_confirmed.txt": "Your email address is confirmed.",
    "account/messages/primary_email_set.txt": "Your email address has been changed.",
    "mfa/messages/totp_activated.txt": "The second step is on.",
    "mfa/messages/totp_deactivated.txt": "The second step is off.",
    "mfa/messages/recovery_codes_generated.txt": "You have new recovery codes. Your old ones no longer work.",
    "mfa/messages/webauthn_added.txt": "Your passkey has been added.",
    "mfa/messages/webauthn_removed.txt": "Your passkey has been removed.",
}
"""What a page says after a step, by allauth's name of it. Others (signed in, signed out) say themselves."""


class AccountAdapter(DefaultAccountAdapter):
    """allauth's questions about accounts."""

    error_messages: ClassVar[dict[str, str]] = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": "This account is closed. Contact us if you think this is wrong.",
        "email_password_mismatch": "The email address or password is not right. Check both and try again.",
        "email_taken": "Enter another email address. This one cannot be used.",
        "enter_current_password": "Enter the password you have now.",
        "incorrect_code": "That is not the code we sent. Check it and try again.",
        "incorrect_password": "That is not your password. Try again.",
        "invalid_password_reset": "This code no longer works. Ask for a new one.",
        "too_many_login_attempts": "There have been too many tries. Wait a few minutes, or ask for a code by email.",
        "rate_limited": "We have just sent you a code. Wait a minute before asking for another.",
        "same_as_current": "Enter a different email address from the one you have now.",
    }

    def send_mail(self, template_prefix: str, email: str, facts: dict[str, Any]) -> None:
        """Tell it by our own outbox. A kind of message that we have no words for is our mistake, said loudly."""
        council: Council = self.request.council
        mail = MAILS[template_prefix]
        user = facts.get("user")
        values = {
            "code": facts.get("code", ""),
            "council": council.name,
            "tell_us": _tell_us(council),
            "minutes": settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT // 60,
        }
        notifications.tell(
            Actor.system(council.id),
            email=email,
            topic=ACCOUNT_CODE if facts.get("code") else "account",
            subject=mail.subject,
            body=mail.body.format(**values),
            link=links.absolute(council.code, mail.link) if mail.link else "",
            about=("user", user.pk if user else 0),
            key=f"account:{secrets.token_hex(12)}",
        )

    def confirm_email(self, request: HttpRequest, email_address: Any) -> bool:
        """An address was proved by its code: the customer's record has it as proved too.

        A password stays only where whoever typed it proved the address. Signing in by code proves the address too,
        but says nothing of a password that a stranger may have typed at registration: that one is forgotten.
        """
        first = not EmailAddress.objects.filter(user=email_address.user_id, verified=True).exists()
        confirmed = bool(super().confirm_email(request, email_address))
        if confirmed:
            access_actions.note_sign_up(self.request.council.id, user=email_address.user_id)
            methods = [record["method"] for record in get_authentication_records(request, email_address.user)]
            if first and methods[-1:] == ["code"]:
                access_actions.forget_password(user=email_address.user_id)
            people.keep_verified_emails(Actor(self.request.council.id, user=email_address.user_id))
        return confirmed

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Keep the sentence for the next page, where there is one to say."""
        if sentence := message or SAID.get(message_template or "", ""):
            messages.add_message(request, level, sentence, extra_tags=extra_tags)

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse:
        """Somebody is in: help with their account that waited for it is finished, and later use without help counts."""
        council: Council | None = self.request.council
        if council is not None:
            access_actions.note_sign_up(council.id, user=user.pk)  # whoever is in has finished signing up
            people.note_sign_in(Actor(council.id, user=user.pk))
        return super().post_login(request, user, **kwargs)  # type: ignore[no-any-return]

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Whoever works with us goes to the desk, customers to their account."""
        council: Council = self.request.council
        actor = access.actor_for(council.id, request.user.pk)
        return f"{get_script_prefix()}desk/" if actor.roles - {"resident"} else reverse("site_account:home")

    def get_client_ip(self, request: HttpRequest) -> str:
        """Whose tries are counted: the visitor's behind our proxy, not the proxy's."""
        return limits.visitor_of(request)

    def get_signup_redirect_url(self, request: HttpRequest) -> str:
        """A new customer sees the account."""
        return reverse("site_account:home")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to the details, which say that it is done."""
        return reverse("site_account:details")

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        """The council's home page."""
        return get_script_prefix()

    def pre_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse | None:
        """The demo's sign-ins, whose password is published, open nothing outside the demo."""
        if user.email.endswith(DEMO_DOMAIN) and not settings.DEMO:
            return self.respond_user_inactive(request, user)  # type: ignore[no-any-return]
        return super().pre_login(request, user, **kwargs)  # type: ignore[no-any-return]


class MFAAdapter(DefaultMFAAdapter):
    """allauth's questions about the second step."""

    error_messages: ClassVar[dict[str, str]] = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "That code is not right. Check it and try again.",
        "unverified_email": "Confirm your email address first.",
    }

    def get_totp_issuer(self) -> str:
        """The name the authenticator app shows."""
        council: Council = context.request.council
        return council.name

    def encrypt(self, text: str) -> str:
        """Secrets of second steps are kept encrypted with the installation's key."""
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The secret again."""
        return _cipher().decrypt(encrypted_text.encode()).decode()


def _cipher() -> Fernet:
    key = hashlib.sha256(b"frontdesk.second-step" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))


def _tell_us(council: Council) -> str:
    """How to reach the council, as far as that is known: "call us on 01632 960100"."""
    if council.phone:
        return f"call us on {council.phone}"
    return f"write to {council.email}" if council.email else "tell us"
