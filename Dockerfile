# syntax=docker/dockerfile:1

FROM python:3.13-slim-trixie AS wheel
WORKDIR /src
RUN python -m venv /opt/build
COPY requirements-build.lock ./
RUN --mount=type=cache,target=/root/.cache/pip \
    /opt/build/bin/pip install --require-hashes --requirement requirements-build.lock
COPY pyproject.toml README.md LICENSE ./
COPY app app
COPY templates templates
COPY static static
RUN /opt/build/bin/pip wheel --no-deps --no-build-isolation --wheel-dir /wheels .

# Everything that runs, in a virtual environment without a pip of its own.
FROM python:3.13-slim-trixie AS venv
WORKDIR /src
RUN python -m venv --without-pip /opt/cratewright
COPY requirements.lock ./
RUN --mount=type=cache,target=/root/.cache/pip \
    pip --python /opt/cratewright/bin/python install --require-hashes --requirement requirements.lock
RUN --mount=type=bind,from=wheel,source=/wheels,target=/wheels \
    pip --python /opt/cratewright/bin/python install --no-cache-dir --no-deps /wheels/*.whl

FROM python:3.13-slim-trixie
ENV PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1
COPY --from=venv /opt/cratewright /opt/cratewright
USER 65532:65532
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=3s --start-period=10s --start-interval=1s \
    CMD ["/opt/cratewright/bin/cratewright", "health"]
ENTRYPOINT ["/opt/cratewright/bin/cratewright"]
CMD ["serve", "--host", "0.0.0.0"]
