"""The table of every address: who may open it, and what it answers them. An address that is not here fails the build.

To add one: a row with its route, as `python -m pytest tests/architecture/test_urls.py` prints it, and its door; for a
door of the staff, the roles. `python -m pytest tests/doors` then sends somebody of every role there, by every method.

- What a GET and an empty POST answer those who are let in stands in `get` and `post`, where it is not a page (200):
  a status, or the beginning of the address that one is led to. A few where it hangs on more than the role; HOME where
  one who is signed in is led to where they belong.
- What it answers all others goes without saying: it follows from the door (tests/doors/test_every_address.py).
- A route with the id of a thing of the council names that parameter as its `thing`: it is then visited with the other
  council's thing too, which opens to nobody. A link's `thing` is what its token is made for. What a new parameter
  means, say in `_things` of tests/doors/world.py.
"""

from dataclasses import dataclass

WORKS = frozenset({"adviser", "officer", "complaints-officer", "manager"})
SERVES = WORKS | {"floorwalker"}
COUNTS = frozenset({"manager", "insight-analyst", "administrator"})
MANAGES = frozenset({"administrator"})
KNOWS = frozenset({"adviser", "complaints-officer", "manager"})
DECIDES = frozenset({"manager"})
PROTECTS = frozenset({"data-protection-officer", "complaints-officer"})
STAFF = SERVES | COUNTS | {"designer", "data-protection-officer"}

OUTSIDE = frozenset({"partner", "helper", "contractor", "member"})

PUBLIC = "public"  # everybody
LINK = "signed link"  # whoever has the link; a made-up one opens nothing
OWN = "own key"  # the browser that began it; nobody else
ACCOUNT = "account"  # whoever signed in, staff too; others are sent to sign in
DESK = "staff"  # the roles named
TOKEN = "token"  # programs with a token
DEMO = "demo only"  # everybody in the demo, nobody outside it
MACHINE = "machine"  # for monitoring; shows no council's data

Answers = tuple[int | str, ...]
PAGE: Answers = (200,)
HOME = "home"  # staff to the desk, other people who are signed in to their account


@dataclass(frozen=True)
class Url:
    """A row: the door, the roles for a staff door, the parameter that names a thing, and what those let in get."""

    door: str
    roles: frozenset[str] = frozenset()
    thing: str = ""
    get: Answers = PAGE
    post: Answers = PAGE


TABLE: dict[str, Url] = {
    "healthz": Url(MACHINE),
    "readyz": Url(MACHINE),
    "metrics": Url(MACHINE),
    # api: Open311 and our own
    "api/v1/openapi.json": Url(PUBLIC),
    "api/v1/": Url(PUBLIC, get=(404,), post=(404,)),
    "api/v1/contacts": Url(TOKEN, get=(405,), post=(400,)),
    "api/v1/contacts/batch": Url(TOKEN, get=(405,), post=(400,)),
    "api/v1/services": Url(TOKEN, post=(405,)),
    "api/v1/services/<code>": Url(TOKEN, thing="code", post=(405,)),
    "api/v1/requests": Url(TOKEN, get=(405,), post=(400,)),
    "api/v1/requests/<reference>": Url(TOKEN, thing="reference", post=(405,)),
    ".well-known/openid-configuration": Url(PUBLIC, post=(405,)),
    "openid/keys": Url(PUBLIC, post=(405,)),
    "openid/token": Url(PUBLIC, get=(405,), post=(401,)),
    "openid/userinfo": Url(PUBLIC, get=(401,), post=(401,)),
    "open311/v2/discovery.<format>": Url(PUBLIC, post=(405,)),
    "open311/v2/services.<format>": Url(PUBLIC, post=(405,)),
    "open311/v2/services/<code>.<format>": Url(PUBLIC, thing="code", post=(405,)),
    "open311/v2/requests.<format>": Url(PUBLIC, post=(403,)),
    "open311/v2/requests/<reference>.<format>": Url(PUBLIC, thing="reference", post=(405,)),
    "open311/v2/tokens/<token>.<format>": Url(PUBLIC, get=(404,), post=(405,)),
    "hooks/<slug:adapter>/<slug:council>/": Url(PUBLIC, get=(405,), post=(401,)),
    # demo
    "demo/outbox": Url(DEMO),
    "demo/outbox/<str:name>": Url(DEMO, get=(404,), post=(404,)),
    "demo/schools": Url(DEMO, post=(405,)),
    "demo/schools/go": Url(DEMO, get=("http",), post=(405,)),
    "demo/schools/back": Url(DEMO, get=(400,), post=(405,)),
    "demo/styleguide": Url(DEMO),
    "demo/styleguide/staff": Url(DEMO),
    # public
    "": Url(PUBLIC),
    "search/": Url(PUBLIC),
    "card/": Url(PUBLIC),
    "card/keys.json": Url(PUBLIC, post=(405,)),
    "card/stopped.json": Url(PUBLIC, post=(405,)),
    "services/": Url(PUBLIC),
    "business/": Url(PUBLIC),
    "business/helping/": Url(PUBLIC),
    "tasks/<slug:kind>/": Url(PUBLIC),
    "service/<slug:code>/": Url(PUBLIC, thing="code"),
    "service/<slug:code>/begin/": Url(PUBLIC, thing="code", get=(405,), post=("/form/",)),
    "form/<int:draft>/": Url(OWN, thing="draft", get=("/form/",), post=("/form/",)),
    "form/<int:draft>/start/": Url(OWN, thing="draft", get=("/service/",), post=("/service/",)),
    "form/<int:draft>/check/": Url(OWN, thing="draft", get=("/form/",), post=("/form/",)),
    "form/<int:draft>/end/": Url(OWN, thing="draft", get=("/form/",), post=("/form/",)),
    "form/<int:draft>/save/": Url(OWN, thing="draft"),
    "form/<int:draft>/help/": Url(OWN, thing="draft", post=(400,)),
    "form/<int:draft>/gone/": Url(PUBLIC, get=(404, 410), post=(404, 410)),
    "form/<int:draft>/follow/": Url(OWN, thing="draft", get=("/form/",), post=("/form/",)),
    "form/<int:draft>/done/": Url(OWN, thing="draft", get=("/form/",), post=("/form/",)),
    "form/<int:draft>/file/<str:file>/": Url(OWN, thing="draft", get=(404,), post=(404,)),
    "form/<int:draft>/page/<slug:page>/": Url(OWN, thing="draft"),
    "form/<int:draft>/page/<slug:page>/<int:n>/": Url(OWN, thing="draft", get=("/form/",), post=("/form/",)),
    "follow/": Url(PUBLIC),
    "follow/<str:token>/": Url(LINK, thing="follow"),
    "follow/<str:token>/file/<str:key>/": Url(LINK, thing="follow", get=(404,), post=(404,)),
    "follow/<str:token>/withdraw/": Url(LINK, thing="follow", post=("/follow/",)),
    "following/<str:token>/": Url(LINK, thing="follower", post=("/following/",)),
    "prove/<str:token>/": Url(LINK, thing="prove"),
    "told/<str:token>/": Url(LINK, thing="told", post=(400,)),
    "resume/<str:token>/": Url(LINK, thing="resume", get=(200, "/form/"), post=(200, "/form/")),
    "unfinished/<str:token>/": Url(LINK, thing="unfinished", post=(400,)),
    "charter/": Url(PUBLIC),
    "contact/": Url(PUBLIC),
    "your-council/": Url(PUBLIC),
    "privacy/": Url(PUBLIC),
    "cookies/": Url(PUBLIC),
    "accessibility/": Url(PUBLIC),
    "colours.css": Url(PUBLIC),
    # desk
    "desk/": Url(DESK, STAFF | OUTSIDE),
    "desk/search/": Url(DESK, SERVES, post=("/desk/search/",)),
    "desk/search/<str:key>/": Url(DESK, SERVES, get=(410,), post=(410,)),
    "desk/answering-for/": Url(DESK, STAFF),
    "desk/sign-out/": Url(DESK, STAFF | OUTSIDE, post=("/",)),
    "desk/customers/new/": Url(DESK, SERVES),
    "desk/customers/<int:person>/": Url(DESK, SERVES, thing="person"),
    "desk/customers/<int:person>/details/": Url(DESK, SERVES, thing="person", post=("/desk/customers/",)),
    "desk/customers/<int:person>/needs/": Url(DESK, SERVES, thing="person"),
    "desk/customers/<int:person>/needs/add/": Url(
        DESK, SERVES, thing="person", get=("/desk/customers/",), post=("/desk/customers/",)
    ),
    "desk/customers/<int:person>/needs/asked/": Url(DESK, SERVES, thing="person", get=(405,), post=(400,)),
    "desk/customers/<int:person>/needs/restricted/": Url(DESK, KNOWS, thing="person"),
    "desk/customers/<int:person>/needs/<int:need>/change/": Url(DESK, SERVES, thing="need", post=("/desk/customers/",)),
    "desk/customers/<int:person>/needs/<int:need>/still-so/": Url(
        DESK, SERVES, thing="need", get=(405,), post=("/desk/customers/",)
    ),
    "desk/customers/<int:person>/needs/<int:need>/end/": Url(DESK, SERVES, thing="need"),
    "desk/needs/": Url(DESK, KNOWS),
    "desk/customers/<int:person>/exception/": Url(DESK, SERVES, thing="person"),
    "desk/customers/<int:person>/exception/<int:exception>/end/": Url(
        DESK, SERVES, thing="exception", get=(405,), post=("/desk/customers/", 403)
    ),
    "desk/customers/<int:person>/account/": Url(DESK, SERVES, thing="person"),
    "desk/customers/<int:person>/account/<slug:trouble>/": Url(DESK, SERVES, thing="person"),
    "desk/customers/<int:person>/account/<int:account_help>/again/": Url(
        DESK, SERVES, thing="account_help", get=(405,), post=("/desk/customers/",)
    ),
    "desk/customers/<int:person>/account/<int:account_help>/stop/": Url(
        DESK, SERVES, thing="account_help", get=(405,), post=("/desk/customers/",)
    ),
    "desk/customers/alike/": Url(DESK, DECIDES),
    "desk/customers/<int:person>/alike/<int:other>/": Url(DESK, WORKS, thing="other"),
    "desk/customers/<int:person>/joins/<int:join>/undo/": Url(DESK, DECIDES, thing="join"),
    "desk/customers/<int:person>/card/": Url(DESK, SERVES, thing="person", post=("/desk/customers/",)),
    "desk/customers/<int:person>/card/add/": Url(
        DESK, WORKS, thing="person", get=("/desk/customers/",), post=("/desk/customers/",)
    ),
    "desk/customers/<int:person>/card/birth/": Url(DESK, WORKS, thing="person"),
    "desk/customers/<int:person>/card/end/": Url(DESK, WORKS, thing="person"),
    "desk/customers/<int:person>/card/<int:entitlement>/take-off/": Url(DESK, WORKS, thing="entitlement"),
    "desk/cards/check/": Url(DESK, SERVES | {"partner"}),
    "desk/offers/": Url(DESK, frozenset({"officer", "manager"})),
    "desk/offers/<int:offer>/": Url(DESK, frozenset({"officer", "manager"}), thing="offer"),
    "desk/customers/<int:person>/data/": Url(DESK, SERVES | PROTECTS, thing="person"),
    "desk/customers/<int:person>/data/ask/": Url(DESK, SERVES | PROTECTS, thing="person"),
    "desk/customers/<int:person>/data/hold/": Url(DESK, PROTECTS, thing="person"),
    "desk/information/": Url(DESK, PROTECTS),
    "desk/customers/<int:person>/data/consent/": Url(
        DESK, SERVES | PROTECTS, thing="person", get=(405,), post=("/desk/customers/",)
    ),
    "desk/information/breaches/": Url(DESK, PROTECTS),
    "desk/information/breaches/new/": Url(DESK, STAFF),
    "desk/information/breaches/<int:breach>/": Url(DESK, PROTECTS, thing="breach"),
    "desk/information/retention/": Url(DESK, PROTECTS),
    "desk/information/retention/<slug:code>/": Url(DESK, PROTECTS, get=(404,), post=(404,)),
    "desk/information/holds/": Url(DESK, PROTECTS),
    "desk/information/holds/<int:hold>/end/": Url(
        DESK, PROTECTS, thing="hold", get=(405,), post=("/desk/information/holds/",)
    ),
    "desk/information/find/": Url(DESK, SERVES | PROTECTS),
    "desk/information/<int:case>/": Url(DESK, PROTECTS, thing="case"),
    "desk/information/<int:case>/copy/": Url(DESK, PROTECTS, thing="case", post=(200,)),
    "desk/information/<int:case>/file/<slug:form>/": Url(DESK, PROTECTS, thing="case", get=(404,), post=(404,)),
    "desk/information/<int:case>/told/<int:recipient>/": Url(
        DESK, PROTECTS, thing="case", get=(405,), post=("/desk/information/",)
    ),
    "desk/information/<int:case>/<slug:step>/": Url(DESK, PROTECTS, thing="case", get=(404,), post=(404,)),
    "desk/customers/<int:person>/money/": Url(DESK, KNOWS, thing="person"),
    "desk/customers/<int:person>/money/link/": Url(DESK, KNOWS, thing="person"),
    "desk/customers/<int:person>/money/<int:account>/": Url(DESK, KNOWS, thing="account"),
    "desk/customers/<int:person>/money/<int:account>/end/": Url(
        DESK, KNOWS, thing="account", post=("/desk/customers/",)
    ),
    "desk/customers/<int:person>/identity/": Url(DESK, SERVES, thing="person"),
    "desk/customers/<int:person>/identity/record/": Url(DESK, SERVES, thing="person"),
    "desk/customers/<int:person>/identity/<int:proof>/end/": Url(DESK, SERVES, thing="proof"),
    "desk/outside/": Url(DESK, MANAGES),
    "desk/outside/new/": Url(DESK, MANAGES),
    "desk/outside/<int:system>/secret/": Url(DESK, MANAGES, thing="system"),
    "desk/outside/<int:system>/end/": Url(DESK, MANAGES, thing="system", post=("/desk/outside/",)),
    "desk/organisations/new/": Url(DESK, WORKS),
    "desk/customers/<int:person>/death/": Url(DESK, WORKS, thing="person"),
    "desk/customers/<int:person>/death/said/": Url(DESK, WORKS, thing="person", get=(405,), post=("/desk/customers/",)),
    "desk/customers/<int:person>/death/taken-back/": Url(DESK, WORKS, thing="person"),
    "desk/told-once/": Url(DESK, WORKS),
    "desk/told-once/<int:notice>/": Url(DESK, WORKS, thing="notice"),
    "desk/told-once/<int:notice>/find/": Url(DESK, WORKS, thing="notice"),
    "desk/told-once/<int:notice>/check/": Url(DESK, WORKS, thing="notice"),
    "desk/told-once/<int:notice>/agree/": Url(DESK, WORKS, thing="notice", get=(405,), post=("/desk/told-once/",)),
    "desk/told-once/<int:notice>/<int:telling>/<slug:step>/": Url(
        DESK, WORKS, thing="telling", post=("/desk/told-once/",)
    ),
    "desk/customers/<int:person>/acting/": Url(DESK, SERVES, thing="person"),
    "desk/customers/<int:person>/acting/find/<slug:way>/": Url(
        DESK, SERVES, thing="person", post=("/desk/customers/",)
    ),
    "desk/customers/<int:person>/acting/<int:authority>/end/": Url(DESK, WORKS, thing="authority"),
    "desk/customers/<int:person>/acts-for/<int:other>/": Url(DESK, WORKS, thing="other"),
    "desk/customers/<int:person>/related/<int:other>/": Url(DESK, SERVES, thing="other"),
    "desk/customers/<int:person>/related/<int:relation>/end/": Url(
        DESK, SERVES, thing="relation", get=(405,), post=("/desk/customers/",)
    ),
    "desk/contacts/open/": Url(DESK, SERVES, get=(405,), post=(400,)),
    "desk/contacts/record/": Url(DESK, SERVES),
    "desk/contacts/<int:contact>/": Url(DESK, SERVES, thing="contact", post=("/desk/contacts/",)),
    "desk/contacts/<int:contact>/who/": Url(DESK, SERVES, thing="contact", get=(405,), post=(400, 403)),
    "desk/contacts/<int:contact>/matters/": Url(DESK, SERVES, thing="contact", get=(405,), post=(400, 403)),
    "desk/contacts/<int:contact>/end/": Url(DESK, SERVES, thing="contact", get=(405,), post=(403, "/desk/contacts/")),
    "desk/contacts/<int:contact>/wrap-up/": Url(DESK, SERVES, thing="contact", get=(200, 403), post=(200, 403)),
    "desk/services/": Url(DESK, SERVES, post=("/desk/services/",)),
    # Lena of littlewick opens her own council's service of that code, whatever host she came by.
    "desk/services/<slug:code>/": Url(DESK, SERVES),
    "desk/services/<slug:code>/begin/": Url(DESK, SERVES, get=(405,)),
    "desk/drafts/<int:draft>/continue/": Url(DESK, SERVES, thing="draft", get=(405,), post=("/desk/form/",)),
    "desk/form/<int:draft>/": Url(DESK, SERVES, thing="draft", get=("/desk/form/",), post=("/desk/form/",)),
    "desk/form/<int:draft>/start/": Url(
        DESK, SERVES, thing="draft", get=("/desk/services/",), post=("/desk/services/",)
    ),
    "desk/form/<int:draft>/check/": Url(DESK, SERVES, thing="draft", get=("/desk/form/",), post=("/desk/form/",)),
    "desk/form/<int:draft>/end/": Url(DESK, SERVES, thing="draft", get=("/desk/form/",), post=("/desk/form/",)),
    "desk/form/<int:draft>/save/": Url(DESK, SERVES, thing="draft"),
    "desk/form/<int:draft>/gone/": Url(DESK, SERVES, thing="draft", get=(410,), post=(410,)),
    "desk/form/<int:draft>/done/": Url(DESK, SERVES, thing="draft", get=("/desk/form/",), post=("/desk/form/",)),
    "desk/form/<int:draft>/file/<str:file>/": Url(DESK, SERVES, thing="draft", get=(404,), post=(404,)),
    "desk/form/<int:draft>/page/<slug:page>/": Url(DESK, SERVES, thing="draft"),
    "desk/form/<int:draft>/page/<slug:page>/<int:n>/": Url(
        DESK, SERVES, thing="draft", get=("/desk/form/",), post=("/desk/form/",)
    ),
    "desk/messages/": Url(DESK, SERVES),
    "desk/messages/<int:conversation>/": Url(DESK, SERVES, thing="conversation"),
    "desk/messages/<int:conversation>/settle/": Url(
        DESK, SERVES, thing="conversation", get=(404,), post=("/desk/messages/",)
    ),
    "desk/letters/": Url(DESK, SERVES),
    "desk/letters/<int:letter>/": Url(DESK, SERVES, thing="letter"),
    "desk/letters/<int:letter>/pdf/": Url(DESK, SERVES, thing="letter"),
    "desk/letters/<int:letter>/<slug:step>/": Url(DESK, SERVES, thing="letter", get=(404,), post=(404,)),
    "desk/customers/<int:person>/letters/": Url(DESK, SERVES, thing="person"),
    "desk/customers/<int:person>/letters/new/": Url(DESK, WORKS, thing="person"),
    "desk/waiting/": Url(DESK, SERVES),
    "desk/mine/": Url(DESK, WORKS),
    "desk/team/": Url(DESK, WORKS),
    "desk/repeated/": Url(DESK, WORKS),
    "desk/lists/save/": Url(DESK, WORKS),
    "desk/lists/file/": Url(DESK, WORKS, post=(404,)),
    "desk/lists/<int:list_id>/": Url(DESK, WORKS, thing="list_id"),
    "desk/lists/<int:list_id>/change/": Url(DESK, WORKS, thing="list_id"),
    "desk/lists/<int:list_id>/delete/": Url(DESK, WORKS, thing="list_id", post=("/desk/mine/",)),
    "desk/many/": Url(DESK, WORKS, get=(404,), post=("/desk/mine/",)),
    "desk/many/<str:key>/": Url(DESK, WORKS, get=(410,), post=(410,)),
    "desk/many/<str:key>/done/": Url(DESK, WORKS, get=(410,), post=(410,)),
    "desk/requests/<int:request_id>/": Url(DESK, SERVES, thing="request_id"),
    "desk/live/token/": Url(DESK, STAFF),
    "desk/live/poll/": Url(DESK, STAFF),
    "desk/requests/<int:request_id>/changed/": Url(DESK, SERVES, thing="request_id"),
    "desk/requests/<int:request_id>/close/": Url(DESK, WORKS, thing="request_id"),
    "desk/requests/<int:request_id>/ask/": Url(DESK, WORKS, thing="request_id"),
    "desk/requests/<int:request_id>/write/": Url(DESK, WORKS, thing="request_id"),
    "desk/requests/<int:request_id>/note/": Url(DESK, WORKS, thing="request_id"),
    "desk/requests/<int:request_id>/answer/": Url(DESK, SERVES, thing="request_id"),
    "desk/requests/<int:request_id>/add/": Url(DESK, SERVES, thing="request_id"),
    "desk/requests/<int:request_id>/reopen/": Url(DESK, WORKS, thing="request_id"),
    "desk/requests/<int:request_id>/dispute/": Url(DESK, WORKS, thing="request_id"),
    "desk/requests/<int:request_id>/withdraw/": Url(DESK, WORKS, thing="request_id", post=(200, "/desk/requests/")),
    "desk/requests/<int:request_id>/correct/": Url(DESK, WORKS, thing="request_id"),
    "desk/requests/<int:request_id>/recategorise/": Url(DESK, WORKS, thing="request_id"),
    "desk/requests/<int:request_id>/extend/": Url(DESK, WORKS, thing="request_id"),
    "desk/requests/<int:request_id>/move/": Url(DESK, WORKS, thing="request_id", get=(404,)),
    "desk/requests/<int:request_id>/delay/": Url(DESK, WORKS, thing="request_id"),
    "desk/requests/<int:request_id>/assign/": Url(DESK, WORKS, thing="request_id", post=("/desk/requests/",)),
    "desk/requests/<int:request_id>/contact/": Url(DESK, WORKS, thing="request_id", get=(404,), post=(400,)),
    "desk/requests/<int:request_id>/read/": Url(DESK, WORKS, thing="request_id", get=(404,), post=("/desk/requests/",)),
    "desk/requests/<int:request_id>/files/<str:key>/": Url(DESK, SERVES, thing="request_id", get=(404,), post=(404,)),
    "desk/requests/<int:request_id>/files/<str:key>/correct/": Url(DESK, WORKS, thing="request_id", get=(404,)),
    "desk/members/": Url(DESK, MANAGES),
    "desk/members/new/": Url(DESK, MANAGES),
    "desk/members/<int:member>/": Url(DESK, MANAGES, thing="member"),
    "desk/members/<int:member>/end/": Url(DESK, MANAGES, thing="member", post=("/desk/members/",)),
    "desk/members/<int:member>/second-step/": Url(DESK, MANAGES, thing="member", post=("/desk/members/",)),
    "desk/members/<int:asked>/invitation/<slug:step>/": Url(
        DESK, MANAGES, thing="asked", get=(404,), post=("/desk/members/",)
    ),
    "desk/tokens/": Url(DESK, MANAGES),
    "desk/tokens/new/": Url(DESK, MANAGES),
    "desk/tokens/<int:token>/end/": Url(DESK, MANAGES, thing="token", post=("/desk/tokens/",)),
    "desk/unfinished/": Url(DESK, SERVES),
    "desk/unfinished/<int:asking>/take/": Url(DESK, SERVES, thing="asking", get=(405,), post=("/desk/form/",)),
    "desk/undelivered/": Url(DESK, frozenset({"manager"})),
    "desk/undelivered/<int:message>/<slug:step>/": Url(
        DESK, frozenset({"manager"}), thing="message", get=(404,), post=("/desk/undelivered/",)
    ),
    "desk/figures/": Url(DESK, COUNTS),
    "desk/figures/records/": Url(DESK, COUNTS),
    "desk/figures/contacts/": Url(DESK, COUNTS),
    "desk/figures/promises/": Url(DESK, COUNTS),
    "desk/figures/csv/": Url(DESK, COUNTS),
    "desk/figures/services/": Url(DESK, COUNTS | {"designer"}),
    "desk/figures/unfinished/": Url(DESK, COUNTS | {"designer"}),
    "desk/figures/services/csv/": Url(DESK, COUNTS | {"designer"}),
    # account: allauth's own pages are for whoever is on the way in
    "account/": Url(ACCOUNT),
    "account/details/": Url(ACCOUNT),
    "account/details/change/": Url(ACCOUNT, post=(400,)),
    "account/data/": Url(ACCOUNT, post=(405,)),
    "account/data/ask/": Url(ACCOUNT, get=(200, 404), post=(400, 404)),
    "account/data/choices/": Url(ACCOUNT, get=(200, 404), post=("/account/data/choices/", 404)),
    "account/data/looked/": Url(ACCOUNT, get=(200, 404), post=(405,)),
    "account/data/<int:case>/": Url(ACCOUNT, thing="case", get=(200, 404), post=(400, 404)),
    "account/data/<int:case>/<slug:form>/": Url(ACCOUNT, thing="case", get=(404,), post=(404, 405)),
    "account/messages/": Url(ACCOUNT, post=(405,)),
    "account/messages/new/": Url(
        ACCOUNT, get=(200, "/account/details/change/"), post=(400, "/account/details/change/")
    ),
    "account/messages/sent/": Url(ACCOUNT, post=(405,)),
    "account/messages/<int:conversation>/": Url(ACCOUNT, thing="conversation", get=(200, 404), post=(400, 404)),
    "account/messages/requests/<int:request_id>/": Url(ACCOUNT, thing="request_id", get=(200, 404), post=(400, 404)),
    "account/money/": Url(ACCOUNT, post=(405,)),
    "account/money/link/": Url(ACCOUNT, get=(200, "/account/details/change/"), post=(400, "/account/details/change/")),
    "account/money/<int:account>/": Url(ACCOUNT, thing="account", get=(200, 404), post=(405,)),
    "account/money/<int:account>/end/": Url(ACCOUNT, thing="account", get=(200, 404), post=("/account/money/", 404)),
    "account/acting/<int:person>/money/": Url(ACCOUNT, thing="person", get=(404,), post=(405,)),
    "account/acting/<int:person>/money/<int:account>/": Url(ACCOUNT, thing="account", get=(404,), post=(405,)),
    "account/card/": Url(ACCOUNT, post=("/account/card/", "/account/details/change/")),
    "account/card/lost/": Url(ACCOUNT, get=(200, "/account/card/"), post=("/account/card/",)),
    "account/offers/": Url(ACCOUNT, post=(405,)),
    "account/choices/": Url(ACCOUNT, get=(200, 404), post=("/account/choices/", 404)),
    "account/close/": Url(ACCOUNT),
    # Only for whoever the link was made for: tried in sites/account/tests/test_closing.py.
    "account/close/<str:token>/": Url(ACCOUNT, get=(400, 404), post=(400, 404)),
    "account/letters/": Url(ACCOUNT, post=(405,)),
    "account/letters/<int:letter>/": Url(ACCOUNT, thing="letter", get=(200, 404), post=(405,)),
    "account/letters/<int:letter>/pdf/": Url(ACCOUNT, thing="letter", get=(200, 404), post=(405,)),
    "account/outside/": Url(ACCOUNT, post=(405,)),
    "account/outside/<int:connection>/end/": Url(
        ACCOUNT, thing="connection", get=(200, 404), post=("/account/outside/", 404)
    ),
    # Without the words of a system that is registered here it is a page that says so, to everybody.
    "account/allow/": Url(PUBLIC, get=(400,), post=("/account/allow/",)),
    "account/help/": Url(ACCOUNT),
    "account/help/add/": Url(ACCOUNT, get=("/account/help/",), post=("/account/help/",)),
    "account/help/<int:need>/still-right/": Url(ACCOUNT, thing="need", get=(405,), post=("/account/help/", 404)),
    "account/help/<int:need>/end/": Url(ACCOUNT, thing="need", get=(200, 404), post=(400, 404)),
    "account/join/": Url(ACCOUNT, get=(404,), post=(404,)),
    "account/acting/": Url(ACCOUNT, post=(200,)),
    # Nobody of these acts for anybody; whoever does is tried in sites/account/tests/test_acting.py.
    "account/acting/<int:person>/": Url(ACCOUNT, thing="person", get=(404,), post=(404,)),
    "account/acting/<int:person>/requests/<int:acted_request>/": Url(ACCOUNT, thing="person", get=(404,), post=(404,)),
    "account/acting/<int:person>/members/": Url(ACCOUNT, thing="person", get=(404,), post=(404,)),
    "account/acting/<int:person>/offers/": Url(ACCOUNT, thing="person", get=(404,), post=(404,)),
    "account/acting/<int:person>/offers/check/": Url(ACCOUNT, thing="person", get=(404,), post=(404,)),
    "account/acting/<int:person>/offers/<int:offer>/end/": Url(ACCOUNT, thing="offer", get=(405,), post=(404,)),
    "account/acting/asked/<int:authority>/": Url(ACCOUNT, thing="authority", get=(404,), post=(404,)),
    "account/acting/ended/<int:authority>/": Url(
        ACCOUNT, thing="authority", get=(200, 404), post=("/account/helpers/", 404)
    ),
    "account/helpers/": Url(ACCOUNT),
    "account/helpers/new/": Url(ACCOUNT, get=(200, "/account/details/change/"), post=(400, "/account/details/change/")),
    "account/helpers/<int:authority>/told/": Url(ACCOUNT, thing="authority", get=(405,), post=(400, 403)),
    "account/ways/": Url(ACCOUNT, post=(200,)),
    "account/told/": Url(ACCOUNT, post=(405,)),
    "account/told/<int:notice>/": Url(ACCOUNT, thing="notice", get=(200, 404), post=(400, 404)),
    "account/repair/<str:token>/": Url(LINK, thing="repair", post=(400,)),
    "account/not-me/<str:token>/": Url(LINK, thing="not_me", post=(400,)),
    "account/is-this-you/<int:person>/": Url(ACCOUNT, thing="person", get=(404,), post=(404,)),
    "account/sign-in/": Url(PUBLIC, get=(200, HOME), post=(200, HOME)),
    "account/sign-in/code/": Url(PUBLIC, get=(200, HOME), post=(200, HOME)),
    "account/sign-in/code/enter/": Url(
        PUBLIC, get=("/account/sign-in/code/", HOME), post=("/account/sign-in/code/", HOME)
    ),
    "account/sign-out/": Url(PUBLIC, get=(200, "/"), post=("/",)),
    "account/register/": Url(PUBLIC, get=(200, HOME), post=(200, HOME)),
    "account/register/code/": Url(
        PUBLIC, get=("/account/sign-in/", "/account/email/"), post=("/account/sign-in/", "/account/email/")
    ),
    "account/closed/": Url(PUBLIC, post=(405,)),
    "account/again/": Url(ACCOUNT, get=(403,), post=(403,)),
    "account/email/": Url(ACCOUNT, post=("/account/email/",)),
    "account/password/": Url(ACCOUNT, get=("/account/password/choose/",), post=("/account/password/choose/",)),
    "account/password/choose/": Url(ACCOUNT),
    "account/recover/": Url(PUBLIC),
    "account/recover/code/": Url(PUBLIC, get=("/account/sign-in/",), post=("/account/sign-in/",)),
    "account/recover/password/": Url(PUBLIC, get=("/account/recover/",), post=("/account/recover/",)),
    "account/recover/done/": Url(PUBLIC, post=(405,)),
    "account/second-step/": Url(ACCOUNT, post=(405,)),
    "account/second-step/enter/": Url(PUBLIC, get=("/account/sign-in/", HOME), post=("/account/sign-in/", HOME)),
    "account/second-step/again/": Url(ACCOUNT, get=(403,), post=(403,)),
    "account/second-step/app/": Url(ACCOUNT, get=("/account/second-step/",), post=("/account/second-step/",)),
    "account/second-step/app/remove/": Url(ACCOUNT, get=(404,), post=(404,)),
    "account/second-step/codes/": Url(ACCOUNT, get=(404,), post=(405,)),
    "account/second-step/codes/new/": Url(ACCOUNT),
    "account/second-step/codes/file/": Url(ACCOUNT, get=(404,), post=(404,)),
    "account/passkeys/": Url(ACCOUNT, post=(405,)),
    "account/passkeys/add/": Url(ACCOUNT, get=("/account/second-step/",), post=("/account/second-step/",)),
    "account/passkeys/again/": Url(ACCOUNT, get=(403,), post=(403,)),
    "account/passkeys/sign-in/": Url(PUBLIC, get=("/account/sign-in/", HOME), post=("/account/sign-in/", HOME)),
    "account/passkeys/<int:pk>/remove/": Url(ACCOUNT, get=(404,), post=(404,)),
    "account/passkeys/<int:pk>/name/": Url(ACCOUNT, get=(404,), post=(404,)),
}
