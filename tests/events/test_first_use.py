"""Events check themselves by what is built when the first of a kind is made: in whichever thread, and as strictly."""

from __future__ import annotations

import subprocess
import sys

RACE = """
import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from events.errors import InvalidEvent
from events.model import Visit, parse_event
from events.parts import Participant, Place
from events.when import When

sys.setswitchinterval(1e-6)
together = Barrier(9)


def read():
    together.wait()
    return parse_event('{"type":"visit","participants":[{"name":"A","role":"traveller"}],"place":{"name":"B"}}')


def made():
    together.wait()
    traveller = Participant(name="A", role="traveller")
    return Visit(participants=(traveller,), place=Place(name="B"), when=When(edtf="2020")).model_dump_json()


def refused():
    together.wait()
    try:
        parse_event('{"type":"statement","participants":[{"name":"A","role":"host"}]}')
    except InvalidEvent as error:
        return str(error)


with ThreadPoolExecutor(9) as threads:
    found = [threads.submit(work) for work in (read, made, refused) * 3]
print(len({task.result() for task in found}))
"""


def test_threads_that_make_the_first_events_at_once_agree() -> None:
    done = subprocess.run([sys.executable, "-c", RACE], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, "3"), done.stderr
