"""Puts the application together: routers, static files, the handlers of errors and the layers around them."""

from fastapi import FastAPI
from starlette.middleware import Middleware
from starlette.types import ASGIApp

from app.web import api, docs, errors, health, pages, static_files
from app.web.front_cache import FrontCache
from app.web.headers import SecurityHeaders
from app.web.settings import Settings, read_settings
from app.web.short_cut import ShortCut


class Cratewright(FastAPI):
    """FastAPI puts layers of its own around those that it is given; known answers need none of them."""

    def build_middleware_stack(self) -> ASGIApp:
        return FrontCache(super().build_middleware_stack())


def create_app(settings: Settings | None = None) -> FastAPI:
    app = Cratewright(
        title="Cratewright",
        # Ours: FastAPI's pages load scripts from elsewhere, and its document knows another shape of errors.
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        middleware=[
            Middleware(SecurityHeaders, settings=settings or read_settings()),
            Middleware(errors.Failures),
            Middleware(ShortCut),
        ],
    )
    errors.install(app)
    for router in (api.router, health.router, docs.router, pages.router):
        # Not `include_router`: matching through its copies of the routes takes half as long again as a short answer.
        app.router.routes.extend(router.routes)
    app.router.routes.append(static_files.ROUTE)
    return app
