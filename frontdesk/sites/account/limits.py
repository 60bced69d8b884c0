"""How often one sign-in may guess a date of birth. Counted in the shared cache, so that every process counts alike."""

from allauth.core import ratelimit
from django.http import HttpRequest

from frontdesk.kernel.errors import Refusal


def check_birth(request: HttpRequest) -> None:
    """Refuse after five guesses within an hour (ACCOUNT_RATE_LIMITS)."""
    if not ratelimit.consume(request, action="confirm_birth", user=request.user):
        raise Refusal("There have been too many tries. Call us and we will link your account for you.")
