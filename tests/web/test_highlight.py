"""Highlighting colours the text and never changes it."""

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.artefacts.artefact import Artefact, Snippet
from app.generator import generate
from app.options import Options
from app.web.highlight import highlight

LANGUAGES = ("dockerfile", "ignore", "toml", "shell", "rust", "of a later day")
HARD = st.sampled_from(
    ['<b class="k">', "&amp;", "'", '"', "\\", "${", "$x", "--", "RUN ", " AS ", "#", "[", "]", "&&", " "]
)


def plain(html: str) -> str:
    return unescape(re.sub(r"<[^>]*>", "", html))


@pytest.mark.parametrize("language", LANGUAGES)
@given(line=st.lists(HARD | st.text(max_size=5)).map("".join))
def test_without_its_tags_a_line_is_the_line(language: str, line: str) -> None:
    assert plain(highlight(language, (line,))[0]) == line


@pytest.mark.parametrize(
    "options",
    [Options(), Options(libc="musl", platforms=("linux/amd64", "linux/arm64"), profile="small", allocator="mimalloc")],
    ids=["default", "much"],
)
def test_every_written_file_survives(options: Options) -> None:
    generation = generate(options)
    both: tuple[Artefact | Snippet, ...] = (*generation.files, *generation.snippets)
    for written in both:
        lines = tuple(line.text for line in written.lines)
        assert tuple(map(plain, highlight(written.language, lines))) == lines


@pytest.mark.parametrize(
    ("line", "coloured"),
    [
        ("FROM rust:1 AS chef", {"k": ["FROM", "AS"]}),
        ("FROM --platform=$BUILDPLATFORM rust:1", {"k": ["FROM"], "f": ["--platform"], "v": ["$BUILDPLATFORM"]}),
        ("COPY --from=builder /out/${TARGETARCH}/shop /", {"k": ["COPY"], "f": ["--from"], "v": ["${TARGETARCH}"]}),
        ('ENTRYPOINT ["/shop"]', {"k": ["ENTRYPOINT"], "s": ['"/shop"']}),
        ('HEALTHCHECK CMD ["/shop", "--health"]', {"k": ["HEALTHCHECK", "CMD"], "s": ['"/shop"', '"--health"']}),
        ("RUN cargo build --release && \\", {"k": ["RUN"], "f": ["--release"], "o": ["&&", "\\"]}),
        ("# syntax=docker/dockerfile:1", {"c": ["# syntax=docker/dockerfile:1"]}),
        ("RUN echo AS it is", {"k": ["RUN"]}),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_the_words_of_a_dockerfile_stand_out(line: str, coloured: dict[str, list[str]]) -> None:
    found: dict[str, list[str]] = {}
    for kind, text in re.findall(r'<b class="(\w)">(.*?)</b>', highlight("dockerfile", (line,))[0]):
        found.setdefault(kind, []).append(unescape(text))
    assert found == coloured


def test_a_continued_line_has_no_instruction() -> None:
    first, comment, last = highlight("dockerfile", ("RUN make && \\", "    # why", "FROM=x make"))
    assert 'class="k"' in first
    assert 'class="c"' in comment
    assert 'class="k"' not in last
