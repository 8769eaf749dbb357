"""`cratewright health`: asks a running server whether it is well, for health checks in images without curl."""

import argparse
import sys
from http import HTTPStatus
from urllib.request import ProxyHandler, build_opener


def health(arguments: argparse.Namespace) -> int:
    opener = build_opener(ProxyHandler({}))  # the server is on this machine, whatever proxy the environment names
    try:
        with opener.open(arguments.url, timeout=arguments.timeout) as answer:
            status = answer.status
    except (OSError, ValueError) as error:
        print(f"cratewright: {arguments.url}: {error}", file=sys.stderr)
        return 1
    return 0 if status == HTTPStatus.OK else 1
