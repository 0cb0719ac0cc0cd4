"""Runs the program that $POLKU names and holds what it said."""

import fcntl
import json
import os
import pty
import struct
import subprocess
import termios
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
THREE = ROOT / "scenarios" / "broadband-three-investments.yaml"
SMALL = ["--customers", "300", "--replications", "3", "--horizon", "1 year"]

# A whole business on one screen; `{}` takes more keys.
TINY = """\
polku: 1
name: Tiny shop
question: Does it work?
time: {{horizon: 1 year, epoch: 4 weeks, report: 4 weeks}}
run: {{replications: 3}}
population: {{customers: 200, start: {{us: 50 %, other: 50 %}}}}
attributes: {{works: {{kano: must_be}}, quick: {{kano: one_dimensional}}}}
segments:
  all: {{share: 100 %, importance: {{works: 1, quick: 1}}, need_rates: {{need: {{mean: 6/year}}}}, leave: {{a: 0.1, b: 0}}}}
providers:
  us: {{own: true, price: 10 EUR}}
  other: {{price: 9 EUR, performance: {{quick: 0.4 +- 0.1}}}}
needs: {{need: {{starts: choose}}}}
journey:
  choose: {{stage: choice, kind: decision, takes: 1 day, next: {{us: buy, other: buy, nothing: give_up}}}}
  buy:
    stage: purchase
    kind: encounter
    effect: purchase
    gate: {{success: 90 %}}
    delivers: {{works: 0.95, quick: 0.6 +- 0.1}}
    next: {{success: end, failure: give_up}}
review: {{after: [repeat_purchase], outcome: choose_again}}
{}
"""
OPTIONS = """\
options:
  better:
    title: Always works
    cost: {once: 100 EUR}
    changes: [{at: month 1, set: {journey.buy.gate.success: 100 %}}]
  dearer:
    changes: [{at: month 1, set: {providers.us.price: 12 EUR}}]
budget: 1000 EUR
decide: {by: revenue, confidence: 95 %, indifference: 0}
"""


@dataclass
class Done:
    code: int
    out: str
    err: str

    def json(self):
        """The answer, which is one line and all that was printed."""
        assert self.out.count("\n") == 1, self.out
        return json.loads(self.out)


def program() -> str:
    path = os.environ.get("POLKU")
    if not path:
        pytest.skip("POLKU does not say where the program is")
    return path


@pytest.fixture
def polku(tmp_path):
    """polku("run", file, ..., env={...}) runs in an empty folder."""

    def call(*words, env=None, stdin=subprocess.DEVNULL, **more):
        environment = {**os.environ, **(env or {})}
        done = subprocess.run(
            [program(), *map(str, words)], cwd=more.pop("cwd", tmp_path), env=environment, stdin=stdin, timeout=300,
            stdout=more.pop("stdout", subprocess.PIPE), stderr=more.pop("stderr", subprocess.PIPE), **more)
        text = lambda raw: (raw or b"").decode("utf-8")
        return Done(done.returncode, text(done.stdout), text(done.stderr))

    return call


@pytest.fixture
def tiny(tmp_path):
    """tiny(): the file of a small model; tiny(OPTIONS): with options."""

    def write(more="", name="tiny.yaml"):
        path = tmp_path / name
        path.write_text(TINY.format(more))
        return path

    return write


def on_terminal(words, cwd, env=None):
    """Runs with all streams on a terminal of 100 columns; returns exit code and what appeared."""
    parent, child = pty.openpty()
    fcntl.ioctl(child, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 100, 0, 0))
    environment = {**os.environ, "TERM": "xterm", **(env or {})}
    process = subprocess.Popen([program(), *map(str, words)], cwd=cwd, env=environment, stdin=child, stdout=child, stderr=child)
    os.close(child)
    seen = b""
    while True:
        try:
            piece = os.read(parent, 65536)
        except OSError:  # the terminal closes with its last user
            break
        if not piece:
            break
        seen += piece
    os.close(parent)
    return process.wait(timeout=60), seen.decode("utf-8")
