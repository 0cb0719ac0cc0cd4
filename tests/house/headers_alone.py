#!/usr/bin/python3
"""Every header of the engine compiles alone: it includes what it uses. Compiler from $CXX, else g++."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ENGINE = Path(__file__).resolve().parents[2] / "engine"
FLAGS = ["-std=c++20", "-fsyntax-only", "-Wall", "-Wextra", "-Werror", "-I", str(ENGINE),
         "-isystem", "/usr/include/hdf5/serial", "-x", "c++", "-"]


def errors_of(header):
    """What the compiler says of a program that includes `header` alone; empty if it is content."""
    command = [os.environ.get("CXX", "g++"), *FLAGS]
    done = subprocess.run(command, input=f'#include "{header}"\n', capture_output=True, text=True)
    return "" if done.returncode == 0 else f"{header}:\n{done.stderr}"


def main():
    headers = sorted(path.relative_to(ENGINE) for path in ENGINE.rglob("*.hpp"))
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        failures = list(filter(None, pool.map(errors_of, headers)))
    print("\n".join(failures + [f"{len(headers)} headers alone: {len(failures)} do not compile"]))
    return 1 if failures or not headers else 0


if __name__ == "__main__":
    sys.exit(main())
