"""The table of every address: who may open it. An address that is not here fails the build (docs/architecture.md).

To add one: a row with its route (as `python -m pytest tests/architecture/test_urls.py` prints it) and its door.
A route with the id of a thing of the council names that thing: it is then visited with the other council's too.
"""

from dataclasses import dataclass

WORKS = frozenset({"adviser", "officer", "complaints-officer", "manager"})
SERVES = WORKS | {"floorwalker"}
COUNTS = frozenset({"manager", "insight-analyst", "administrator"})
MANAGES = frozenset({"administrator"})
STAFF = SERVES | COUNTS | {"designer", "data-protection-officer"}

OUTSIDE = frozenset({"partner", "helper", "contractor", "member"})

PUBLIC = "public"  # everybody
LINK = "signed link"  # whoever has the link; a made-up one opens nothing
OWN = "own key"  # the browser that began it, and whom the domain lets see it; nobody else
ACCOUNT = "account"  # customers who signed in; others are sent to sign in
DESK = "staff"  # the roles named
TOKEN = "token"  # programs with a token
DEMO = "demo only"  # everybody in the demo, nobody outside it
MACHINE = "machine"  # for monitoring; shows no council's data


@dataclass(frozen=True)
class Url:
    """A row: the door, the roles for a staff door, and which parameter names a thing of the council."""

    door: str
    roles: frozenset[str] = frozenset()
    thing: str = ""
    last: bool = False  # it ends the visit (sign out)


TABLE: dict[str, Url] = {
    "healthz": Url(MACHINE),
    "readyz": Url(MACHINE),
    "metrics": Url(MACHINE),
    # api: Open311 and our own
    "api/v1/openapi.json": Url(PUBLIC),
    "api/v1/": Url(PUBLIC),
    "api/v1/contacts": Url(TOKEN),
    "api/v1/contacts/batch": Url(TOKEN),
    "api/v1/services": Url(TOKEN),
    "api/v1/services/<code>": Url(TOKEN, thing="code"),
    "api/v1/requests": Url(TOKEN),
    "api/v1/requests/<reference>": Url(TOKEN, thing="reference"),
    "open311/v2/discovery.<format>": Url(PUBLIC),
    "open311/v2/services.<format>": Url(PUBLIC),
    "open311/v2/services/<code>.<format>": Url(PUBLIC, thing="code"),
    "open311/v2/requests.<format>": Url(PUBLIC),
    "open311/v2/requests/<reference>.<format>": Url(PUBLIC, thing="reference"),
    "open311/v2/tokens/<token>.<format>": Url(LINK),
    # demo
    "demo/outbox": Url(DEMO),
    "demo/outbox/<str:name>": Url(DEMO),
    "demo/styleguide": Url(DEMO),
    "demo/styleguide/staff": Url(DEMO),
    # public
    "": Url(PUBLIC),
    "search/": Url(PUBLIC),
    "services/": Url(PUBLIC),
    "tasks/<slug:kind>/": Url(PUBLIC),
    "service/<slug:code>/": Url(PUBLIC, thing="code"),
    "service/<slug:code>/begin/": Url(PUBLIC, thing="code"),
    "form/<int:draft>/": Url(OWN, thing="draft"),
    "form/<int:draft>/start/": Url(OWN, thing="draft"),
    "form/<int:draft>/check/": Url(OWN, thing="draft"),
    "form/<int:draft>/end/": Url(OWN, thing="draft"),
    "form/<int:draft>/save/": Url(OWN, thing="draft"),
    "form/<int:draft>/gone/": Url(PUBLIC),
    "form/<int:draft>/done/": Url(OWN, thing="draft"),
    "form/<int:draft>/file/<str:file>/": Url(OWN, thing="draft"),
    "form/<int:draft>/page/<slug:page>/": Url(OWN, thing="draft"),
    "form/<int:draft>/page/<slug:page>/<int:n>/": Url(OWN, thing="draft"),
    "follow/": Url(PUBLIC),
    "follow/<str:token>/": Url(LINK),
    "follow/<str:token>/file/<str:key>/": Url(LINK),
    "follow/<str:token>/withdraw/": Url(LINK),
    "prove/<str:token>/": Url(LINK),
    "resume/<str:token>/": Url(LINK),
    "charter/": Url(PUBLIC),
    "contact/": Url(PUBLIC),
    "privacy/": Url(PUBLIC),
    "cookies/": Url(PUBLIC),
    "accessibility/": Url(PUBLIC),
    "colours.css": Url(PUBLIC),
    # desk
    "desk/": Url(DESK, STAFF | OUTSIDE),
    "desk/search/": Url(DESK, SERVES),
    "desk/search/<str:key>/": Url(DESK, SERVES),
    "desk/answering-for/": Url(DESK, STAFF),
    "desk/sign-out/": Url(DESK, STAFF | OUTSIDE, last=True),
    "desk/customers/new/": Url(DESK, SERVES),
    "desk/customers/<int:person>/": Url(DESK, SERVES, thing="person"),
    "desk/customers/<int:person>/details/": Url(DESK, SERVES, thing="person"),
    "desk/customers/<int:person>/needs/": Url(DESK, SERVES, thing="person"),
    "desk/customers/<int:person>/needs/<int:need>/end/": Url(DESK, SERVES, thing="person"),
    "desk/customers/<int:person>/exception/": Url(DESK, SERVES, thing="person"),
    "desk/customers/<int:person>/exception/<int:exception>/end/": Url(DESK, SERVES, thing="person"),
    "desk/customers/<int:person>/account/": Url(DESK, SERVES, thing="person"),
    "desk/contacts/open/": Url(DESK, SERVES),
    "desk/contacts/record/": Url(DESK, SERVES),
    "desk/contacts/<int:contact>/": Url(DESK, SERVES, thing="contact"),
    "desk/contacts/<int:contact>/who/": Url(DESK, SERVES, thing="contact"),
    "desk/contacts/<int:contact>/matters/": Url(DESK, SERVES, thing="contact"),
    "desk/contacts/<int:contact>/end/": Url(DESK, SERVES, thing="contact"),
    "desk/contacts/<int:contact>/wrap-up/": Url(DESK, SERVES, thing="contact"),
    "desk/services/": Url(DESK, SERVES),
    # Lena of littlewick opens her own council's service of that code, whatever host she came by.
    "desk/services/<slug:code>/": Url(DESK, SERVES),
    "desk/services/<slug:code>/begin/": Url(DESK, SERVES),
    "desk/drafts/<int:draft>/continue/": Url(DESK, SERVES, thing="draft"),
    "desk/form/<int:draft>/": Url(DESK, SERVES, thing="draft"),
    "desk/form/<int:draft>/start/": Url(DESK, SERVES, thing="draft"),
    "desk/form/<int:draft>/check/": Url(DESK, SERVES, thing="draft"),
    "desk/form/<int:draft>/end/": Url(DESK, SERVES, thing="draft"),
    "desk/form/<int:draft>/save/": Url(DESK, SERVES, thing="draft"),
    "desk/form/<int:draft>/gone/": Url(DESK, SERVES, thing="draft"),
    "desk/form/<int:draft>/done/": Url(DESK, SERVES, thing="draft"),
    "desk/form/<int:draft>/file/<str:file>/": Url(DESK, SERVES, thing="draft"),
    "desk/form/<int:draft>/page/<slug:page>/": Url(DESK, SERVES, thing="draft"),
    "desk/form/<int:draft>/page/<slug:page>/<int:n>/": Url(DESK, SERVES, thing="draft"),
    "desk/mine/": Url(DESK, WORKS),
    "desk/team/": Url(DESK, WORKS),
    "desk/requests/<int:request_id>/": Url(DESK, SERVES, thing="request_id"),
    "desk/live/token/": Url(DESK, STAFF),
    "desk/live/poll/": Url(DESK, STAFF),
    "desk/requests/<int:request_id>/changed/": Url(DESK, SERVES, thing="request_id"),
    "desk/requests/<int:request_id>/close/": Url(DESK, WORKS, thing="request_id"),
    "desk/requests/<int:request_id>/ask/": Url(DESK, WORKS, thing="request_id"),
    "desk/requests/<int:request_id>/note/": Url(DESK, WORKS, thing="request_id"),
    "desk/requests/<int:request_id>/answer/": Url(DESK, SERVES, thing="request_id"),
    "desk/requests/<int:request_id>/add/": Url(DESK, SERVES, thing="request_id"),
    "desk/requests/<int:request_id>/reopen/": Url(DESK, WORKS, thing="request_id"),
    "desk/requests/<int:request_id>/dispute/": Url(DESK, WORKS, thing="request_id"),
    "desk/requests/<int:request_id>/withdraw/": Url(DESK, WORKS, thing="request_id"),
    "desk/requests/<int:request_id>/correct/": Url(DESK, WORKS, thing="request_id"),
    "desk/requests/<int:request_id>/recategorise/": Url(DESK, WORKS, thing="request_id"),
    "desk/requests/<int:request_id>/extend/": Url(DESK, WORKS, thing="request_id"),
    "desk/requests/<int:request_id>/move/": Url(DESK, WORKS, thing="request_id"),
    "desk/requests/<int:request_id>/delay/": Url(DESK, WORKS, thing="request_id"),
    "desk/requests/<int:request_id>/assign/": Url(DESK, WORKS, thing="request_id"),
    "desk/requests/<int:request_id>/contact/": Url(DESK, WORKS, thing="request_id"),
    "desk/requests/<int:request_id>/read/": Url(DESK, WORKS, thing="request_id"),
    "desk/requests/<int:request_id>/files/<str:key>/": Url(DESK, SERVES, thing="request_id"),
    "desk/requests/<int:request_id>/files/<str:key>/correct/": Url(DESK, WORKS, thing="request_id"),
    "desk/members/": Url(DESK, MANAGES),
    "desk/members/new/": Url(DESK, MANAGES),
    "desk/members/<int:member>/": Url(DESK, MANAGES, thing="member"),
    "desk/members/<int:member>/end/": Url(DESK, MANAGES, thing="member"),
    "desk/members/<int:member>/second-step/": Url(DESK, MANAGES, thing="member"),
    "desk/tokens/": Url(DESK, MANAGES),
    "desk/tokens/new/": Url(DESK, MANAGES),
    "desk/tokens/<int:token>/end/": Url(DESK, MANAGES, thing="token"),
    "desk/undelivered/": Url(DESK, frozenset({"manager"})),
    "desk/undelivered/<int:message>/<slug:step>/": Url(DESK, frozenset({"manager"}), thing="message"),
    "desk/figures/": Url(DESK, COUNTS),
    "desk/figures/records/": Url(DESK, COUNTS),
    "desk/figures/contacts/": Url(DESK, COUNTS),
    "desk/figures/promises/": Url(DESK, COUNTS),
    "desk/figures/csv/": Url(DESK, COUNTS),
    # account: allauth's own pages are for whoever is on the way in
    "account/": Url(ACCOUNT),
    "account/details/": Url(ACCOUNT),
    "account/details/change/": Url(ACCOUNT),
    "account/is-this-you/<int:person>/": Url(ACCOUNT, thing="person"),
    "account/sign-in/": Url(PUBLIC),
    "account/sign-in/code/": Url(PUBLIC),
    "account/sign-in/code/enter/": Url(PUBLIC),
    "account/sign-out/": Url(PUBLIC, last=True),
    "account/register/": Url(PUBLIC),
    "account/register/code/": Url(PUBLIC),
    "account/closed/": Url(PUBLIC),
    "account/again/": Url(ACCOUNT),
    "account/email/": Url(ACCOUNT),
    "account/password/": Url(ACCOUNT),
    "account/password/choose/": Url(ACCOUNT),
    "account/recover/": Url(PUBLIC),
    "account/recover/code/": Url(PUBLIC),
    "account/recover/password/": Url(PUBLIC),
    "account/recover/done/": Url(PUBLIC),
    "account/second-step/": Url(ACCOUNT),
    "account/second-step/enter/": Url(PUBLIC),
    "account/second-step/again/": Url(ACCOUNT),
    "account/second-step/app/": Url(ACCOUNT),
    "account/second-step/app/remove/": Url(ACCOUNT),
    "account/second-step/codes/": Url(ACCOUNT),
    "account/second-step/codes/new/": Url(ACCOUNT),
    "account/second-step/codes/file/": Url(ACCOUNT),
    "account/passkeys/": Url(ACCOUNT),
    "account/passkeys/add/": Url(ACCOUNT),
    "account/passkeys/again/": Url(ACCOUNT),
    "account/passkeys/sign-in/": Url(PUBLIC),
    "account/passkeys/<int:pk>/remove/": Url(ACCOUNT),
    "account/passkeys/<int:pk>/name/": Url(ACCOUNT),
}
