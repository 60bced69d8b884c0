"""The style guide: every component on one page, for designers and for the checks of accessibility."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from frontdesk.sites.demo.outbox import only_in_the_demo
from frontdesk.ui import styleguide


def customers(request: HttpRequest) -> HttpResponse:
    """What customers see."""
    only_in_the_demo()
    return render(request, "ui/styleguide.jinja", styleguide.customer_side())


def staff(request: HttpRequest) -> HttpResponse:
    """What staff see."""
    only_in_the_demo()
    return render(request, "ui/styleguide_staff.jinja", styleguide.staff_side())
