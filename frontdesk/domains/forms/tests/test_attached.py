"""Files named among answers given without the form must be known uploads."""

from typing import Any

import pytest

from frontdesk.domains.forms.rules.attached import not_attached
from frontdesk.domains.forms.tests.builder import page, question, service

FORM = page("p", question("photo", "photo", optional="true"), question("text", "words", optional="true"))


@pytest.mark.parametrize(
    ("answers", "wrong"),
    [
        ({}, []),
        ({"photo": None, "words": "a.jpg"}, []),
        ({"photo": []}, []),
        ({"photo": ["known"]}, []),
        ({"photo": ["known", "a.jpg"]}, ["photo"]),
        ({"photo": "a.jpg"}, ["photo"]),
        ({"photo": {"name": "a.jpg"}}, ["photo"]),
    ],
)
def test_only_known_uploads_are_taken(answers: dict[str, Any], wrong: list[str]) -> None:
    assert list(not_attached(service(FORM, sound=False), answers, {"known"})) == wrong
