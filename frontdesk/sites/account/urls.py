"""Addresses of the account. allauth's views keep their names (it looks them up) and get short paths of ours."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from django.urls import include, path

from frontdesk.sites.account import (
    acting,
    cards,
    claims,
    data,
    details,
    helping,
    home,
    joining,
    letting,
    messages,
    money,
    offering,
    repair,
    ways,
)
from frontdesk.sites.account.request import of_council

_OWN = (
    [
        path("", home.home, name="home"),
        path("details/", details.details, name="details"),
        path("details/change/", details.change, name="change"),
        path("data/", data.data, name="data"),
        path("data/ask/", data.ask, name="data_ask"),
        path("data/choices/", data.choices, name="data_choices"),
        path("data/looked/", data.looked, name="data_looked"),
        path("data/<int:case>/", data.case, name="data_case"),
        path("data/<int:case>/<slug:form>/", data.file, name="data_file"),
        path("messages/", messages.threads, name="messages"),
        path("messages/new/", messages.new, name="new_message"),
        path("messages/sent/", messages.sent, name="messages_sent"),
        path("messages/<int:conversation>/", messages.conversation, name="conversation"),
        path("messages/requests/<int:request_id>/", messages.of_request, name="request_messages"),
        path("money/", money.money, name="money"),
        path("money/link/", money.link, name="money_link"),
        path("money/<int:account>/", money.account, name="money_account"),
        path("money/<int:account>/end/", money.end, name="money_end"),
        path("acting/<int:person>/money/", money.acted, name="acted_money"),
        path("acting/<int:person>/money/<int:account>/", money.acted_account, name="acted_account"),
        path("help/", helping.helping, name="helping"),
        path("help/add/", helping.add, name="help_add"),
        path("help/<int:need>/still-right/", helping.still_so, name="help_still"),
        path("help/<int:need>/end/", helping.end, name="help_end"),
        path("join/", joining.join, name="join"),
        path("card/", cards.card, name="card"),
        path("card/lost/", cards.lost, name="card_lost"),
        path("offers/", cards.offers, name="offers"),
        path("acting/<int:person>/offers/", offering.own_offers, name="own_offers"),
        path("acting/<int:person>/offers/check/", offering.check_for_offer, name="check_for_offer"),
        path("acting/<int:person>/offers/<int:offer>/end/", offering.end_own_offer, name="end_own_offer"),
        path("acting/", acting.acting, name="acting"),
        path("acting/<int:person>/", acting.acted, name="acted"),
        path("acting/<int:person>/requests/<int:acted_request>/", acting.acted_request, name="acted_request"),
        path("acting/<int:person>/members/", acting.members, name="members"),
        path("acting/asked/<int:authority>/", acting.asked, name="asked_to_act"),
        path("acting/ended/<int:authority>/", acting.end, name="end_acting"),
        path("helpers/", letting.helpers, name="helpers"),
        path("helpers/new/", letting.let, name="let"),
        path("helpers/<int:authority>/told/", letting.tells, name="tells"),
        path("ways/", ways.ways, name="ways"),
        path("repair/<str:token>/", repair.repair, name="repair"),
        path("not-me/<str:token>/", repair.not_me, name="not_me"),
        path("is-this-you/<int:person>/", claims.is_this_you, name="is_this_you"),
    ],
    "site_account",
)

_ALLAUTH = (
    ("sign-in/", account.login, "account_login"),
    ("sign-in/code/", account.request_login_code, "account_request_login_code"),
    ("sign-in/code/enter/", account.confirm_login_code, "account_confirm_login_code"),
    ("sign-out/", account.logout, "account_logout"),
    ("register/", account.signup, "account_signup"),
    ("register/code/", account.email_verification_sent, "account_email_verification_sent"),
    ("closed/", account.account_inactive, "account_inactive"),
    ("again/", account.reauthenticate, "account_reauthenticate"),
    ("email/", account.email, "account_email"),
    ("password/", account.password_change, "account_change_password"),
    ("password/choose/", account.password_set, "account_set_password"),
    ("recover/", account.password_reset, "account_reset_password"),
    ("recover/code/", account.confirm_password_reset_code, "account_confirm_password_reset_code"),
    ("recover/password/", account.complete_password_reset, "account_complete_password_reset"),
    ("recover/done/", account.password_reset_from_key_done, "account_password_reset_completed"),
    ("second-step/", mfa.index, "mfa_index"),
    ("second-step/enter/", mfa.authenticate, "mfa_authenticate"),
    ("second-step/again/", mfa.reauthenticate, "mfa_reauthenticate"),
    ("second-step/app/", totp.activate_totp, "mfa_activate_totp"),
    ("second-step/app/remove/", totp.deactivate_totp, "mfa_deactivate_totp"),
    ("second-step/codes/", codes.view_recovery_codes, "mfa_view_recovery_codes"),
    ("second-step/codes/new/", codes.generate_recovery_codes, "mfa_generate_recovery_codes"),
    ("second-step/codes/file/", codes.download_recovery_codes, "mfa_download_recovery_codes"),
    ("passkeys/", passkeys.list_webauthn, "mfa_list_webauthn"),
    ("passkeys/add/", passkeys.add_webauthn, "mfa_add_webauthn"),
    ("passkeys/again/", passkeys.reauthenticate_webauthn, "mfa_reauthenticate_webauthn"),
    ("passkeys/sign-in/", passkeys.login_webauthn, "mfa_login_webauthn"),
    ("passkeys/<int:pk>/remove/", passkeys.remove_webauthn, "mfa_remove_webauthn"),
    ("passkeys/<int:pk>/name/", passkeys.edit_webauthn, "mfa_edit_webauthn"),
)

urlpatterns = [
    path("", include(_OWN)),
    *(path(where, of_council(view), name=name) for where, view, name in _ALLAUTH),
]
