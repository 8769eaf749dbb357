"""A client of the whole application, layers and all, without a network."""

from collections.abc import AsyncIterator

import httpx
import pytest
from hypothesis import settings

from app.web.app import create_app
from app.web.settings import Settings

settings.register_profile("calm", deadline=None)  # other work on the machine is no failure
settings.load_profile("calm")


@pytest.fixture
async def client() -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(create_app(Settings()))
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        yield client
