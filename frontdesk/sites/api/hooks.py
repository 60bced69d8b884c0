"""Calls from suppliers: /hooks/<adapter>/<council>/. Their adapter checks what they tell us, then a verb takes it."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from frontdesk.domains.notifications import actions
from frontdesk.domains.notifications.ports import RECEIPTS_PORT, Fate, Receipts
from frontdesk.domains.organisations import queries as organisations
from frontdesk.kernel import registry, tenancy
from frontdesk.kernel.errors import NotAllowed, Refusal

MOST_BYTES = 20_000


@csrf_exempt
@require_POST
def receipt(request: HttpRequest, *, adapter: str, council: str) -> HttpResponse:
    """What became of a message: 204 when it is noted (again), 401 for anybody but the supplier.

    503 while the supplier's answer that it was taken is still on its way to us: it calls again.
    """
    whose = organisations.council_by_code(council)
    if whose is None or adapter not in {each.code for each in registry.for_port(RECEIPTS_PORT)}:
        return HttpResponse(status=401)  # nobody learns here which councils there are
    try:
        fate = _read(request, adapter, council)
    except Refusal as refused:
        return HttpResponse(status=401 if isinstance(refused, NotAllowed) else 400)
    with tenancy.acting_for(whose.id):
        known = actions.take_fate(council=whose.id, fate=fate)
    return HttpResponse(status=204 if known else 503)


def _read(request: HttpRequest, adapter: str, council: str) -> Fate:
    receipts: Receipts = registry.implementation(RECEIPTS_PORT, adapter)
    return receipts.read(request.read(MOST_BYTES), request.headers.get("Authorization", ""), council)
