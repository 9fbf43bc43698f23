"""Fuzz one reader in this process, which ends when the time is up or something is found: TARGET SECONDS."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["events", "tracker"]):  # before anything of ours is imported
    from tests.fuzzing.targets import LONGEST, TARGETS, Target

FOUND = Path(__file__).parent / "found"
LONGEST_RUN = 10
"""Seconds that one input may take before it counts as a hang."""
MEMORY = 1_500
"""Megabytes that a reader may come to use."""


def fuzz(target: Target, seconds: int) -> None:
    """Let libFuzzer call the target with what it makes of the target's seeds."""

    def called(data: bytes) -> None:
        target.run(data)

    with tempfile.TemporaryDirectory() as name:
        corpus, words, found = Path(name) / "corpus", Path(name) / "words", FOUND / target.name
        corpus.mkdir()
        for number, seed in enumerate(target.seeds):
            (corpus / str(number)).write_bytes(seed)
        words.write_text("".join(map(_entry, target.words)))
        found.mkdir(parents=True, exist_ok=True)
        options = [
            f"-max_total_time={seconds}",
            f"-max_len={LONGEST}",
            f"-timeout={LONGEST_RUN}",
            f"-rss_limit_mb={MEMORY}",
            f"-artifact_prefix={found}/",
            f"-dict={words}",
            "-print_final_stats=1",
            "-verbosity=0",
        ]
        atheris.Setup([sys.argv[0], *options, str(corpus)], called)
        atheris.Fuzz()


def _entry(word: str) -> str:
    """A line of libFuzzer's dictionary: bytes in hexadecimal between quotation marks."""
    return '"' + "".join(f"\\x{byte:02x}" for byte in word.encode()) + '"\n'


if __name__ == "__main__":
    fuzz(TARGETS[sys.argv[1]], int(sys.argv[2]))
