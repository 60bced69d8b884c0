"""Addresses of the desk. Each goes through `door`, which refuses a view that has no gate."""

from frontdesk.sites.desk import answering, contacts, customers, forms, home, services
from frontdesk.sites.desk.gate import door

app_name = "site_desk"

urlpatterns = [
    door("", home.home, "home"),
    door("search/", home.search, "search"),
    door("answering-for/", answering.answering, "answering"),
    door("customers/new/", customers.new_customer, "without_record"),
    door("customers/<int:person>/", customers.customer, "customer"),
    door("customers/<int:person>/details/", customers.details, "details"),
    door("customers/<int:person>/needs/", customers.need, "need"),
    door("customers/<int:person>/needs/<int:need>/end/", customers.end_need, "end_need"),
    door("customers/<int:person>/exception/", customers.exception, "exception"),
    door("customers/<int:person>/account/", customers.account, "account"),
    door("contacts/open/", contacts.open_contact, "open_contact"),
    door("contacts/record/", contacts.record_contact, "record_contact"),
    door("contacts/<int:contact>/", contacts.contact, "contact"),
    door("contacts/<int:contact>/who/", contacts.say_who, "say_who"),
    door("contacts/<int:contact>/matters/", contacts.add_matter, "add_matter"),
    door("contacts/<int:contact>/end/", contacts.end, "end"),
    door("contacts/<int:contact>/wrap-up/", contacts.wrap_up, "wrap_up"),
    door("services/", services.everything, "services"),
    door("services/<slug:code>/", services.service, "service"),
    door("services/<slug:code>/begin/", services.begin, "begin"),
    door("drafts/<int:draft>/continue/", forms.continue_draft, "continue_draft"),
    door("form/<int:draft>/", forms.here, "form"),
    door("form/<int:draft>/start/", forms.start, "form_start"),
    door("form/<int:draft>/check/", forms.check, "form_check"),
    door("form/<int:draft>/end/", forms.ending, "form_ending"),
    door("form/<int:draft>/save/", forms.save, "form_save"),
    door("form/<int:draft>/gone/", forms.gone, "form_gone"),
    door("form/<int:draft>/done/", forms.done, "form_done"),
    door("form/<int:draft>/file/<str:file>/", forms.file, "form_file"),
    door("form/<int:draft>/page/<slug:page>/", forms.question, "form_page"),
    door("form/<int:draft>/page/<slug:page>/<int:n>/", forms.entry, "form_entry"),
]
