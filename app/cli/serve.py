"""`cratewright serve`: from command-line arguments to running uvicorn workers."""

import argparse
import os

import uvicorn


def serve(arguments: argparse.Namespace) -> int:
    # Workers are processes of their own: what the application is told reaches all of them through the environment.
    if arguments.frame_ancestors is not None:
        os.environ["CRATEWRIGHT_FRAME_ANCESTORS"] = arguments.frame_ancestors
    uvicorn.run(
        "app.main:app",
        host=arguments.host,
        port=arguments.port,
        workers=arguments.workers,
        root_path=arguments.root_path,
        loop="uvloop",
        http="httptools",
        ws="none",
        access_log=False,  # an address is a project's answers: they are nobody's log entry
        server_header=False,
        proxy_headers=arguments.forwarded_allow_ips is not None,
        forwarded_allow_ips=arguments.forwarded_allow_ips,
        limit_concurrency=1000,
        timeout_keep_alive=5,
        timeout_graceful_shutdown=10,
    )
    return 0
