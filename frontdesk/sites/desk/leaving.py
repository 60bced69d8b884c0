"""Leaving the desk: with a contact that is not wrapped up it asks first, and keeps it for whoever took it."""

from allauth.account.adapter import get_adapter
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import get_script_prefix

from frontdesk.domains.contacts import actions
from frontdesk.sites.desk.furniture import in_hand, number_waiting, page
from frontdesk.sites.desk.gate import Request, staff


@staff(outside=True)
def sign_out(request: Request) -> HttpResponse:
    """Sign out; one who has a contact in hand, or some that wait, is asked whether to wrap up first."""
    hand, late = in_hand(request), number_waiting(request)
    if request.method != "POST" or ((hand or late) and "anyway" not in request.POST):
        return page(request, "sign_out", hand=hand, late=late)
    if hand is not None:
        actions.end_contact(request.actor, contact=hand.id)
    get_adapter().logout(request)
    return redirect(get_script_prefix())
