"""Turns the lines of a file into coloured HTML whose text is, tags aside, exactly the file's."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from markupsafe import Markup, escape

# Pygments' lexer for Dockerfiles knows neither `AS` nor `--flags`, takes a comment between continued lines for shell,
# and costs more than all the rest of an answer; our own texts have no heredocs, so one pattern a language is right.
# The groups are classes of static/app.css: k keyword, f flag, v variable, s string, c comment, o operator.
_SHELL_WORDS = r"""
    (?P<v> \$\{[^}\s]*\} | \$[A-Za-z_]\w* )
  | (?P<s> "(?:\\.|[^"\\])*" | '[^']*' )
  | (?P<f> (?<![^\s=]) --?[A-Za-z][\w-]* )
  | (?P<o> && | \|\| | [;|<>] | \\$ )
"""
_PATTERNS: Mapping[str, re.Pattern[str]] = {
    name: re.compile(pattern, re.VERBOSE)
    for name, pattern in {
        "dockerfile": r"(?P<c> ^\s*\#.* ) |" + _SHELL_WORDS,
        "instruction": r"(?P<c> ^\s*\#.* ) | (?P<k> ^[A-Z]+\b | (?<=\s)AS(?=\s+\S+$) ) |" + _SHELL_WORDS,
        "healthcheck": r"(?P<k> ^[A-Z]+\b | (?<=\s)CMD(?=\s\[) ) |" + _SHELL_WORDS,
        "shell": r"(?P<c> ^\s*\#.* ) | (?P<k> ^[\w.-]+ ) |" + _SHELL_WORDS,
        "ignore": r"(?P<c> ^\#.* ) | (?P<o> ^! | \* )",
        "toml": r"""(?P<c> \#.* ) | (?P<k> ^\s*\[.*\] ) | (?P<s> "(?:\\.|[^"\\])*" )
                  | (?P<v> (?<==\s)(?:true|false|\d+) )""",
        "rust": r"""(?P<c> //.* ) | (?P<v> ^\s*\#!?\[.*\] ) | (?P<s> "(?:\\.|[^"\\])*" )
                  | (?P<k> \b(?:as|const|crate|extern|fn|let|mod|mut|pub|static|struct|use)\b )""",
    }.items()
}
_PLAIN = re.compile(r"(?!)")


@lru_cache(maxsize=512)
def highlight(language: str, lines: tuple[str, ...]) -> tuple[Markup, ...]:
    """One piece of HTML for each line, without its end."""
    return tuple(_lines(language, lines))


def _lines(language: str, lines: tuple[str, ...]) -> Iterator[Markup]:
    continued = False
    for line in lines:
        yield _coloured(_pattern(language, line, continued), line)
        continued = line.endswith("\\") or (continued and line.lstrip().startswith("#"))


def _pattern(language: str, line: str, continued: bool) -> re.Pattern[str]:
    if language == "dockerfile" and not continued:
        return _PATTERNS["healthcheck" if line.startswith("HEALTHCHECK") else "instruction"]
    return _PATTERNS.get(language, _PLAIN)


def _coloured(pattern: re.Pattern[str], line: str) -> Markup:
    pieces: list[str] = []
    end = 0
    for match in pattern.finditer(line):
        pieces += escape(line[end : match.start()]), f'<b class="{match.lastgroup}">', escape(match[0]), "</b>"
        end = match.end()
    return Markup("").join([*map(Markup, pieces), escape(line[end:])])
