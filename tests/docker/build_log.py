"""What `docker buildx build --progress plain` said: which steps came from the cache, which crates were compiled."""

import re
from dataclasses import dataclass

STEP = re.compile(r"^#(\d+) (\[.+)$", re.MULTILINE)
CACHED = re.compile(r"^#(\d+) CACHED$", re.MULTILINE)
COMPILED = re.compile(r"^#\d+ [\d.]+ +Compiling (\S+) v", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class BuildLog:
    text: str

    @property
    def compiled(self) -> tuple[str, ...]:
        """The crates that cargo compiled, stubs of local ones too."""
        return tuple(COMPILED.findall(self.text))

    def cached(self, words: str) -> bool:
        """Whether every step that holds the words came from the cache; there must be one."""
        steps = {number for number, name in STEP.findall(self.text) if words in name}
        assert steps, f"no step has {words!r}:\n{self.text[-6000:]}"
        return steps <= set(CACHED.findall(self.text))
