"""A passkey, made and used with the authenticator that Chromium keeps for tests."""

from collections.abc import Callable

import pytest

from frontdesk.console.sign_ins import PASSWORD
from frontdesk.domains.access import actions as access
from tests.support.town import Town
from tests.support.walk import Walk

pytestmark = [pytest.mark.browser, pytest.mark.committed]
AUTHENTICATOR = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
    "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip


@pytest.mark.shows("B1")
@pytest.mark.parametrize("scripts", [True])
def test_it_signs_in_by_a_passkey_alone(town: Town, someone: Callable[..., Walk]):
    access.open_sign_in(email="amina.key@example.org", password=PASSWORD, full_name="Amina Reedmace", verified=True)
    amina = someone()
    device = amina.context.new_cdp_session(amina.page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    amina.signs_in("amina.key@example.org")
    amina.go("/account/passkeys/add/")
    amina.shows_who()
    amina.fill("Name of this passkey (optional)", "My phone")
    amina.choose("Sign in with this passkey alone, without a password")
    amina.press("Add this device or key")
    amina.reads("Your passkey has been added.")
    amina.go("/account/sign-out/")
    amina.press("Sign out")
    amina.go("/account/sign-in/")
    amina.press("Sign in with a passkey")
    amina.is_at("Your account")
