"""Addresses of the public site."""

from django.urls import path

from frontdesk.sites.public import (
    business,
    cards,
    charter,
    files,
    finding,
    following,
    forms,
    recipients,
    resuming,
    subscribing,
    telling,
)

app_name = "site_public"

urlpatterns = [
    path("", finding.home, name="home"),
    path("search/", finding.search, name="search"),
    path("services/", finding.everything, name="everything"),
    path("business/", business.business, name="business"),
    path("business/helping/", business.helping, name="helping"),
    path("tasks/<slug:kind>/", finding.task, name="task"),
    path("service/<slug:code>/", finding.service, name="service"),
    path("service/<slug:code>/begin/", forms.begin, name="begin"),
    path("form/<int:draft>/", forms.here, name="form"),
    path("form/<int:draft>/start/", forms.start, name="form_start"),
    path("form/<int:draft>/check/", forms.check, name="form_check"),
    path("form/<int:draft>/end/", forms.ending, name="form_ending"),
    path("form/<int:draft>/save/", forms.save, name="form_save"),
    path("form/<int:draft>/gone/", forms.gone, name="form_gone"),
    path("form/<int:draft>/done/", forms.done, name="form_done"),
    path("form/<int:draft>/follow/", subscribing.instead, name="form_follow"),
    path("form/<int:draft>/file/<str:file>/", forms.file, name="form_file"),
    path("form/<int:draft>/page/<slug:page>/", forms.page, name="form_page"),
    path("form/<int:draft>/page/<slug:page>/<int:n>/", forms.entry, name="form_entry"),
    path("follow/", following.find, name="find"),
    path("follow/<str:token>/", following.follow, name="follow"),
    path("follow/<str:token>/file/<str:key>/", files.correct, name="follow_file"),
    path("follow/<str:token>/withdraw/", following.withdraw, name="withdraw"),
    path("following/<str:token>/", subscribing.kept, name="following"),
    path("prove/<str:token>/", following.prove, name="prove"),
    path("told/<str:token>/", recipients.told, name="told"),
    path("resume/<str:token>/", resuming.resume, name="resume"),
    path("card/", cards.card, name="card"),
    path("card/keys.json", cards.keys, name="card_keys"),
    path("card/stopped.json", cards.stopped, name="card_stopped"),
    path("charter/", charter.charter, name="charter"),
    path("contact/", telling.contact, name="contact"),
    path("your-council/", telling.your_council, name="your_council"),
    path("accessibility/", telling.accessibility, name="accessibility"),
    path("privacy/", telling.privacy, name="privacy"),
    path("cookies/", telling.cookies, name="cookies"),
    path("colours.css", telling.colours, name="colours"),
]
