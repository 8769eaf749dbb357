"""What a test needs from the machine: without it the test is skipped, unless the machine is said to have it."""

import os
from typing import Literal, NoReturn

import pytest

REQUIRED = "CRATEWRIGHT_REQUIRE"  # a comma-separated list of parts: docker,browser


def need(part: Literal["docker", "browser"], reason: str) -> NoReturn:
    """Ends the test because the part is missing: a failure where it is required, else a skip with the reason."""
    if part in os.environ.get(REQUIRED, "").split(","):
        pytest.fail(f"{reason} ({REQUIRED} asks for {part})", pytrace=False)
    pytest.skip(reason)
