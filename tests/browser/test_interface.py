"""The interface for programs over HTTP: every answer is as its own description says."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlencode

import pytest
import schemathesis
from django.http import QueryDict
from hypothesis import HealthCheck, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

from archive.api import api
from archive.filters import read_asked
from archive.search import QueryError

pytestmark = pytest.mark.django_db

description = schemathesis.openapi.from_dict(json.loads(json.dumps(api.get_openapi_schema())))


def is_refused(words: Any) -> bool:
    """Whether no search can be made of the words: the one thing that the description cannot say.

    ("-word" alone, a NEAR of phrases, `year:x`: a language with operators is beyond a pattern, and a refusal that
    says what to change serves a program better than no results.)
    """
    try:
        read_asked(QueryDict(urlencode({"q": words})))
    except QueryError:
        return True
    return False


@description.parametrize()
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_answer_is_as_described(case: Any, site: str) -> None:
    words = (case.query or {}).get("q", "")
    excluded = [positive_data_acceptance] if isinstance(words, str) and is_refused(words) else []
    case.call_and_validate(base_url=site, excluded_checks=excluded)
