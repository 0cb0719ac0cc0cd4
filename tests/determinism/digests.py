#!/usr/bin/python3
"""Equal inputs give equal bits: one digest whatever the threads, the block size, the instructions that libm may use,
and, given several programs, whatever compiler and options built them.

    digests.py [--few] POLKU [POLKU...]

--few, for slow builds, simulates a tenth of the customers, in the variants that differ most; several programs are run in those, too.
A different seed must change the digest, or equality would prove nothing.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

SCENARIOS = Path(__file__).resolve().parents[2] / "scenarios"
# A year is enough for every step, the warm-up included.
SHORT = ["--replications", "2", "--horizon", "1 year"]
STUDIES = [
    ("run", "broadband-three-investments.yaml"),
    ("compare", "broadband-three-investments.yaml"),
    ("run", "webshop-faster-delivery.yaml"),
    ("run", "benchmark-w-feedback.yaml"),  # the market fed back every week: blocks meet at every epoch
    ("compare", "../tests/determinism/everything.yaml"),
    ("run", "../models/household_goods/model.yaml"),
]
WITHOUT_FMA = {"GLIBC_TUNABLES": "glibc.cpu.hwcaps=-FMA,-AVX2,-FMA4,-AVX2_Usable,-FMA_Usable"}
FEW = [("one thread", ["--threads", "1"], {}), ("8 threads, blocks of 64", ["--threads", "8", "--block-size", "64"], {}),
       ("libm without FMA and AVX2", ["--threads", "2"], WITHOUT_FMA)]
ALL = FEW + [(f"{n} threads", ["--threads", str(n)], {}) for n in (2, 3, 8)]
ALL += [(f"blocks of {n}", ["--block-size", str(n)], {}) for n in (64, 1000, 2048, 65536)]


def digest(customers, program, command, scenario, options=(), environment=None):
    """What `polku digest` says of the result file that `polku COMMAND SCENARIO` writes."""
    with tempfile.TemporaryDirectory() as folder:
        result = Path(folder) / "result.h5"
        call(program, command, SCENARIOS / scenario, "-o", result, "--quiet", "--customers", customers, *SHORT, *options,
             environment=environment)
        return call(program, "digest", result).strip()


def call(*command, environment=None):
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True,
                          env={**os.environ, **(environment or {})})
    if done.returncode != 0:
        sys.exit(f"exit code {done.returncode} from {' '.join(map(str, command))}\n{done.stdout}{done.stderr}")
    return done.stdout


def main(arguments):
    programs = [word for word in arguments if word != "--few"]
    if not programs:
        sys.exit(__doc__)
    few = "--few" in arguments
    customers = 300 if few else 3000  # several blocks of the smaller sizes
    compared, different = 0, 0
    for command, scenario in STUDIES:
        expected = digest(customers, programs[0], command, scenario)
        print(f"{command} {scenario}: {expected}", flush=True)
        if digest(customers, programs[0], command, scenario, ["--seed", "4711"]) == expected:
            sys.exit("another seed gives the same digest: the comparison would prove nothing")
        for program in programs:
            as_it_is = [("as it is", [], {})] if program != programs[0] else []
            # What one program's own test shows of threads and blocks need not be shown of every other one again.
            for name, options, environment in as_it_is + (FEW if few or len(programs) > 1 else ALL):
                found = digest(customers, program, command, scenario, options, environment)
                compared += 1
                if found != expected:
                    different += 1
                    print(f"  DIFFERENT  {found}  {program}, {name}")
    print(f"{compared} digests compared, {different} different")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
