"""The interface for programs over HTTP: every answer is as its own description says."""

from __future__ import annotations

import json
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

from archive.api import api

pytestmark = pytest.mark.django_db

description = schemathesis.openapi.from_dict(json.loads(json.dumps(api.get_openapi_schema())))


@description.parametrize()
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_answer_is_as_described(case: Any, site: str) -> None:
    # no schema can say what the query language accepts ("-word" alone is refused), so a refusal is in order
    case.call_and_validate(base_url=site, excluded_checks=[positive_data_acceptance])
