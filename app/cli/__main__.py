"""The command line: names the commands and hands each its arguments."""

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module


def main(argv: Sequence[str] | None = None) -> int:
    arguments = _parser().parse_args(argv)
    # Imported only when asked for: a health check every few seconds must not load a web server.
    command = getattr(import_module(f"app.cli.{arguments.command}"), arguments.command)
    return int(command(arguments))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="cratewright", description="Dockerfiles for Rust projects.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _add_serve(commands.add_parser("serve", help="serve the page and the API", formatter_class=_Help))
    _add_health(commands.add_parser("health", help="exit 0 if a running server answers", formatter_class=_Help))
    return parser


def _add_serve(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on")
    parser.add_argument("--port", type=_port, default=8000, help="port to listen on")
    parser.add_argument("--workers", type=_workers, default=1, help="number of processes")
    parser.add_argument("--root-path", default="", help="path under which a reverse proxy shows the site")
    parser.add_argument(
        "--frame-ancestors",
        metavar="SOURCES",
        help="sites that may frame /embed, as in Content-Security-Policy: \"'self' https://portal.example\"",
    )
    parser.add_argument(
        "--forwarded-allow-ips",
        metavar="ADDRESSES",
        help="reverse proxies whose X-Forwarded-* headers are believed, comma-separated; nobody's when left out",
    )


def _add_health(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--url", default="http://127.0.0.1:8000/healthz", help="address to ask")
    parser.add_argument("--timeout", type=float, default=2.0, help="seconds to wait for the answer")


def _port(text: str) -> int:
    return _number(text, 0, 65535)


def _workers(text: str) -> int:
    return _number(text, 1, 64)


def _number(text: str, least: int, most: int) -> int:
    if not (text.isascii() and text.isdigit() and least <= int(text) <= most):
        raise argparse.ArgumentTypeError(f"expected a number from {least} to {most}, not {text!r}")
    return int(text)


class _Help(argparse.HelpFormatter):
    """Adds the default to an option's help where there is one to tell."""

    def _get_help_string(self, action: argparse.Action) -> str | None:
        if action.help and action.default not in (None, "", argparse.SUPPRESS):
            return f"{action.help} (default: %(default)s)"
        return action.help


if __name__ == "__main__":
    sys.exit(main())
