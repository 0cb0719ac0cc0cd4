#!/usr/bin/python3
"""Equal inputs give equal bits: one digest whatever the threads, the block size, the instructions that libm may use,
and, given several programs, whatever compiler and options built them.

    digests.py POLKU [POLKU...]

A different seed must change the digest, or equality would prove nothing.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

SCENARIOS = Path(__file__).resolve().parents[2] / "scenarios"
# Few customers, yet several blocks of the smaller sizes; a year is enough for every step, the warm-up included.
SMALL = ["--customers", "3000", "--replications", "2", "--horizon", "1 year"]
STUDIES = [
    ("run", "broadband-three-investments.yaml"),
    ("compare", "broadband-three-investments.yaml"),
    ("run", "webshop-faster-delivery.yaml"),
    ("run", "benchmark-w-feedback.yaml"),  # the market fed back every week: blocks meet at every epoch
]
WITHOUT_FMA = {"GLIBC_TUNABLES": "glibc.cpu.hwcaps=-FMA,-AVX2,-FMA4,-AVX2_Usable,-FMA_Usable"}
VARIANTS = [("all threads", [], {}), ("libm without FMA and AVX2", ["--threads", "2"], WITHOUT_FMA)]
VARIANTS += [(f"{n} threads", ["--threads", str(n)], {}) for n in (1, 2, 3, 8)]
VARIANTS += [(f"blocks of {n}", ["--block-size", str(n)], {}) for n in (64, 1000, 2048, 65536)]


def digest(program, command, scenario, options=(), environment=None):
    """What `polku digest` says of the result file that `polku COMMAND SCENARIO` writes."""
    with tempfile.TemporaryDirectory() as folder:
        result = Path(folder) / "result.h5"
        call(program, command, SCENARIOS / scenario, "-o", result, "--quiet", *SMALL, *options, environment=environment)
        return call(program, "digest", result).strip()


def call(*command, environment=None):
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True,
                          env={**os.environ, **(environment or {})})
    if done.returncode != 0:
        sys.exit(f"exit code {done.returncode} from {' '.join(map(str, command))}\n{done.stdout}{done.stderr}")
    return done.stdout


def main(programs):
    if not programs:
        sys.exit(__doc__)
    compared, different = 0, 0
    for command, scenario in STUDIES:
        expected = digest(programs[0], command, scenario)
        print(f"{command} {scenario}: {expected}")
        if digest(programs[0], command, scenario, ["--seed", "4711"]) == expected:
            sys.exit("another seed gives the same digest: the comparison would prove nothing")
        for program in programs:
            for name, options, environment in VARIANTS:
                found = digest(program, command, scenario, options, environment)
                compared += 1
                if found != expected:
                    different += 1
                    print(f"  DIFFERENT  {found}  {program}, {name}")
    print(f"{compared} digests compared, {different} different")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
