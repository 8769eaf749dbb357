"""HTTPS to a server whose CA only this test knows: trust comes from where the answers say, and from nowhere else."""

from pathlib import Path

import pytest

from tests.docker import engine, recipes
from tests.docker.certified import build_context
from tests.docker.conftest import golden
from tests.docker.engine import Answer
from tests.docker.recipes import RECIPES
from tests.docker.tls_server import TlsServer
from tests.docker.workshop import Workshop, dockerfile_of, generated

ON_HOST = ("--network", "host")  # where `localhost` is this machine
WELCOME = "HTTP/1.0 200 OK"
FROM_BASE = ("musl-distroless-static", "openssl-amd64-arm64-gcc", "openssl-vendored-musl")


def asked(image: str, project: str, server: TlsServer) -> Answer:
    words = ("--fetch", server.url) if project == "shop" else (server.url,)
    return engine.run_image(image, *words, flags=ON_HOST)


@pytest.mark.parametrize("case", FROM_BASE)
def test_roots_of_the_image_are_those_of_its_base(
    workshop: Workshop, server: TlsServer, case: str, tmp_path: Path
) -> None:
    project, options, stranger = RECIPES[case].project, recipes.options(case), golden(workshop, case)
    refused = asked(stranger.image, project, server)
    assert refused.code == 1
    assert "UnknownIssuer" in refused.text or "certificate verify failed" in refused.text
    base = engine.bases(stranger.dockerfile)[-1]
    flags = build_context(workshop, base, server.ca, tmp_path, options.get("platforms", ()))
    acquainted = workshop.image(f"acquainted-{case}", project, options, flags)
    assert asked(acquainted.image, project, server) == Answer(0, f"{WELCOME}\n")


def test_roots_on_scratch_are_those_of_the_builder(workshop: Workshop, server: TlsServer, tmp_path: Path) -> None:
    options = {**recipes.options("certificates-into-scratch"), "cache": "none"}
    builder = engine.bases(dockerfile_of(generated(options)))[0]
    flags = build_context(workshop, builder, server.ca, tmp_path)
    built = workshop.image("acquainted-scratch", "shop", options, flags)
    assert asked(built.image, "shop", server) == Answer(0, f"{WELCOME}\n")


def test_scratch_with_certificates_knows_roots_and_not_this_one(workshop: Workshop, server: TlsServer) -> None:
    answer = asked(golden(workshop, "certificates-into-scratch").image, "shop", server)
    assert (answer.code, answer.text) == (1, "error: invalid peer certificate: UnknownIssuer\n")


def test_scratch_without_certificates_knows_no_roots_at_all(workshop: Workshop, server: TlsServer) -> None:
    """What the answer `rustls-native` is for: the same program, said to talk no TLS."""
    built = workshop.image("rootless", "shop", {**recipes.options("certificates-into-scratch"), "tls": "none"})
    answer = asked(built.image, "shop", server)
    assert (answer.code, answer.text) == (1, "error: no root certificates were found\n")


def test_compiled_in_roots_do_not_know_the_server(workshop: Workshop, server: TlsServer) -> None:
    answer = asked(golden(workshop, "need-nothing-scratch").image, "shop", server)
    assert (answer.code, answer.text) == (1, "error: invalid peer certificate: UnknownIssuer\n")


def test_compiled_in_roots_and_the_ca_of_the_test_know_it(
    workshop: Workshop, server: TlsServer, tmp_path: Path
) -> None:
    options = {**recipes.options("need-nothing-scratch"), "tls": "rustls", "features": ("test-ca",)}
    built = workshop.image("test-ca", "shop", options)
    ca = tmp_path / "ca.pem"
    ca.write_bytes(server.ca)
    with engine.container(
        built.image, "--fetch", server.url, flags=(*ON_HOST, "--env", "SHOP_TEST_CA=/ca.pem")
    ) as name:
        engine.docker("cp", str(ca), f"{name}:/ca.pem")
        answer = engine.run("docker", "start", "--attach", name)
    assert answer == Answer(0, f"{WELCOME}\n")
