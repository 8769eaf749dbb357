"""The golden cases: a folder each, options.toml beside the files that they must give."""

import tomllib
from pathlib import Path

from app.generator import Generation, generate
from app.options import Options

GOLDEN = Path(__file__).parent / "golden"
CASES = sorted(path.name for path in GOLDEN.iterdir() if (path / "options.toml").exists())


def options_of(case: str) -> Options:
    return Options.model_validate(tomllib.loads((GOLDEN / case / "options.toml").read_text(encoding="utf-8")))


def texts(generation: Generation) -> dict[str, str]:
    """Everything that people copy, by the name of its golden file."""
    files = {file.path: file.text for file in generation.files}
    commands = "".join(f"# {name}\n{text}\n" for name, text in generation.commands.items())
    snippets = "".join(f"# {snippet.title}\n{snippet.text}" for snippet in generation.snippets)
    return files | {"commands.sh": commands} | ({"snippets.txt": snippets} if snippets else {})


def generated(case: str) -> dict[str, str]:
    return texts(generate(options_of(case)))
