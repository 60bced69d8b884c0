"""The addresses of the desk, for the table (`urls`)."""

from tests.architecture.url_kinds import (
    COUNTS,
    DECIDES,
    DESK,
    KNOWS,
    LIFTS,
    MANAGES,
    OUTSIDE,
    PROTECTS,
    SERVES,
    STAFF,
    WORKS,
    Url,
)

DESK_TABLE: dict[str, Url] = {
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
    "desk/customers/<int:person>/reach/<int:point>/end/": Url(DESK, SERVES, thing="point"),
    "desk/customers/<int:person>/restriction/": Url(DESK, LIFTS, thing="person", get=(404,), post=(404,)),
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
    "desk/not-them/": Url(DESK, SERVES),
    "desk/not-them/<int:account_help>/": Url(DESK, SERVES, thing="account_help", get=(405,), post=("/desk/not-them/",)),
    "desk/unfinished/": Url(DESK, SERVES),
    # Only for whoever took it up: tried in sites/desk/tests/test_unfinished.py.
    "desk/unfinished/<int:asking>/no-answer/": Url(DESK, SERVES, thing="asking", get=(404,), post=(404,)),
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
    "desk/figures/segments/": Url(DESK, COUNTS),
    "desk/figures/segments/csv/": Url(DESK, COUNTS),
    "desk/figures/services/": Url(DESK, COUNTS | {"designer"}),
    "desk/figures/unfinished/": Url(DESK, COUNTS | {"designer"}),
    "desk/figures/services/csv/": Url(DESK, COUNTS | {"designer"}),
}
