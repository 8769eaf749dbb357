"""The door for uvicorn: the application, made once for each worker."""

from app.web.app import create_app

app = create_app()
