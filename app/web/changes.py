"""Compares two answers: which lines are new, and how to say so in one sentence."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from app.generator import Generation


@dataclass(frozen=True, slots=True)
class Change:
    """What the newer of two texts has more (numbers of its lines, from 0), and how many lines it lost."""

    new: frozenset[int]
    removed: int

    def __bool__(self) -> bool:
        return bool(self.new or self.removed)


def change(old: Sequence[str], new: Sequence[str]) -> Change:
    added: set[int] = set()
    removed = 0
    for kind, old_start, old_end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            added.update(range(new_start, new_end))
            removed += old_end - old_start
    return Change(frozenset(added), removed)


def changes(old: Generation, new: Generation) -> Mapping[str, Change]:
    """For each file and snippet of the newer answer; nothing where the older one had none to compare with."""
    before = _texts(old)
    return {name: change(before[name], lines) for name, lines in _texts(new).items() if name in before}


def _texts(generation: Generation) -> Mapping[str, tuple[str, ...]]:
    files = {file.path: file.lines for file in generation.files}
    snippets = {snippet.title: snippet.lines for snippet in generation.snippets}
    return {name: tuple([line.text for line in lines]) for name, lines in (files | snippets).items()}


def said(old: Generation, new: Generation) -> str:
    """What changed, for somebody who hears the page."""
    if new.fatal:
        return " ".join(["No Dockerfile:", *[problem.text for problem in new.problems if problem.fatal]])
    sentences = [_sentence(name, one) for name, one in changes(old, new).items() if one]
    if old.commands != new.commands:
        sentences.append("Commands updated.")
    if old.fatal:
        sentences = ["The Dockerfile is back."]
    sentences = sentences or ["No file changed."]
    warnings = len(new.problems)
    if warnings:
        sentences.append("1 warning." if warnings == 1 else f"{warnings} warnings.")
    return " ".join(sentences)


def _sentence(name: str, one: Change) -> str:
    added = f"{_lines(len(one.new))} added" if one.new else ""
    removed = f"{one.removed if added else _lines(one.removed)} removed" if one.removed else ""
    return f"{name} updated: {', '.join(filter(None, [added, removed]))}."


def _lines(count: int) -> str:
    return "1 line" if count == 1 else f"{count} lines"
