"""What the English pages of the interview say where there is one of a thing, or none."""

from __future__ import annotations

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english(client: Client) -> None:
    client.cookies["lingqu_language"] = "en"


def test_one_answer_and_no_question_left_read_as_english(client: Client) -> None:
    """It said "1 answers" and "at most 0 questions left"."""
    sent = {"kind": "", "located": "no", "day": "2026-11-25", "measure": "F11"}

    page = client.post("/assess/", sent, follow=True).text

    assert "1 answered, change any at any time" in page
    assert "1 of 1 settled; nothing is left to ask" in page


def test_a_title_is_asked_as_a_question(client: Client) -> None:
    """It said "Enterprise: is it so?"."""
    sent = {"kind": "", "located": "yes", "day": "2026-11-25", "measure": "F11"}

    page = client.post("/assess/", sent, follow=True).text

    assert "Does this apply: Enterprise?" in page
