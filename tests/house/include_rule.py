#!/usr/bin/python3
"""The rules of the house: data flows one way, each third-party library has an owner, files stay small, a room has one
type of one name, results stay portable. `include_rule.py` checks the engine; `include_rule.py --self-test` plants one violation of every rule in a
copy of the files in memory and demands that exactly this one is found.
"""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LINE_LIMIT = 400

# In the order in which data flows: a folder includes from itself and from what stands left of it.
FOLDERS = "base behaviour scenario journey world population simulate record store study report cli".split()
LESS = {"behaviour": {"base"}}  # folders that may use less than all that stands left of them

# Third-party library: who may use it, and whose headers may. Nobody includes a header of cli but cli.
LIBRARIES = {
    r"yaml-cpp/": ({"scenario"}, {"scenario"}),
    r"boost/(graph|pending|property_map)/": ({"journey"}, {"journey"}),
    r"boost/random/": ({"study"}, set()),
    r"nlopt\.h$": ({"study"}, set()),
    r"(hdf5|hdf5_hl|H5\w+)\.h$": ({"store"}, {"store"}),
    r"tbb/": ({"base"}, {"base"}),
    r"CLI/": ({"cli"}, {"cli"}),
    r"fmt/": ({"cli"}, {"cli"}),
    r"nlohmann/": ({"scenario", "store", "report", "cli"}, {"report", "cli"}),
    r"(expat|zlib)\.h$": ({"store"}, set()),
    r"xxhash\.h$": ({"record"}, set()),
    r"nlopt\.hpp$": ({"study"}, set()),
    r"immintrin\.h$": ({"base", "simulate"}, set()),
}
SYSTEM = re.compile(r"((unistd|fcntl|locale|poll|signal|spawn|termios|wchar|sys/\w+)\.h|[a-z_]+)$")  # POSIX and C++

FORBIDDEN = {
    r"\bstd::(exp2?|expm1|log(1p|2|10)?|pow|a?(sin|cos|tan)h?|atan2|[lt]gamma|erfc?|cbrt|hypot|fma)[fl]?\(":
        "libm differs between systems; use base/math.hpp",
    r"^\s*#\s*include\s*<random>": "std:: distributions differ between libraries; use base/draws.hpp",
    r"\bs?rand\(": "a draw is a function of what it is for; use base/draws.hpp",
    r"omp simd reduction|fast-math": "the order of a sum must not depend on the machine",
    r"\bstd::(quick_)?exit\(": "only main may end the program",
}
MAIN = "cli/main.cpp"


def without_comments(text):
    """Comments and the insides of strings blanked, lines kept; what #include names stays."""
    pattern = r'//[^\n]*|/\*.*?\*/|(?P<include>#\s*include[^\n]*)|R"(?P<mark>[^(\n]*)\(.*?\)(?P=mark)"|"(?:\\.|[^"\\\n])*"'
    return re.sub(pattern, lambda m: m["include"] or re.sub(r"[^\n]", " ", m[0]), text, flags=re.DOTALL)


def include_problem(path, included, angled, files):
    folder = path.split("/")[0]
    if not angled:
        if included not in files:
            return f'"{included}" is no file of the engine (write folder/file.hpp; other libraries in <>)'
        target = included.split("/")[0]
        left = set(FOLDERS[:FOLDERS.index(folder)])
        if target not in LESS.get(folder, left) | {folder}:
            return f'"{included}" does not stand left of {folder}'
        return None
    for library, (users, in_headers_of) in LIBRARIES.items():
        if re.match(library, included):
            if folder not in users:
                return f"<{included}> belongs to {', '.join(sorted(users))}"
            if path.endswith(".hpp") and folder not in in_headers_of:
                return f"<{included}> must stay in .cpp files"
            return None
    if not SYSTEM.match(included):
        return f"<{included}> belongs to nobody: name its owner in {Path(__file__).name}"
    return None


def violations(files):
    """All of them as `path:line: problem`. `files`: text by path, `folder/file.hpp`, as under engine/."""
    found, types = [], {}
    for path, text in sorted(files.items()):
        if path.split("/")[0] not in FOLDERS:
            found.append(f"{path}:1: no such folder in the order of the house")
            continue
        if text.count("\n") > LINE_LIMIT:
            found.append(f"{path}:{LINE_LIMIT + 1}: more than {LINE_LIMIT} lines; does it hold a second meaning?")
        code = without_comments(text)
        if path.endswith(".hpp") and not re.match(r"\s*#pragma once\b", code):
            found.append(f"{path}:1: a header begins with #pragma once")
        for number, line in enumerate(code.split("\n"), 1):
            # A linker keeps one of two types of one name in a namespace, and says nothing.
            defined = re.match(r"(?:struct|class|enum class)\s+(\w+)[^;{]*\{", line)
            if path.endswith(".hpp") and defined:
                other = types.setdefault((path.split("/")[0], defined[1]), path)
                if other != path:
                    found.append(f"{path}:{number}: {other} has another type called {defined[1]}")
            include = re.match(r'\s*#\s*include\s*(?:"([^"]+)"|<([^>]+)>)', line)
            if include:
                problem = include_problem(path, include[1] or include[2], include[2] is not None, files)
                if problem:
                    found.append(f"{path}:{number}: {problem}")
            for pattern, reason in FORBIDDEN.items():
                if path != MAIN and re.search(pattern, line):
                    found.append(f"{path}:{number}: {reason}")
    return found


# What is planted, where, and a word of the message that must appear.
PLANTED = [
    ("behaviour/planted.cpp", '#include "scenario/planted.hpp"\n', "left of behaviour"),
    ("simulate/planted.cpp", '#include "record/planted.hpp"\n', "left of simulate"),
    ("base/planted.cpp", '#include "cli/planted.hpp"\n', "left of base"),
    ("base/planted.cpp", '#include "planted.hpp"\n', "no file of the engine"),
    ("journey/planted.cpp", "#include <yaml-cpp/yaml.h>\n", "belongs to scenario"),
    ("world/planted.cpp", "#include <boost/graph/graph_traits.hpp>\n", "belongs to journey"),
    ("cli/planted.cpp", "#include <boost/random/sobol.hpp>\n", "belongs to study"),
    ("record/planted.cpp", "#include <hdf5.h>\n", "belongs to store"),
    ("simulate/planted.cpp", "#include <tbb/parallel_for.h>\n", "belongs to base"),
    ("study/planted.cpp", "#include <CLI/CLI.hpp>\n", "belongs to cli"),
    ("cli/planted.cpp", "#include <boost/math/distributions.hpp>\n", "belongs to nobody"),
    ("scenario/planted.hpp", "#pragma once\n#include <nlohmann/json.hpp>\n", "stay in .cpp"),
    ("record/planted.hpp", "#pragma once\n#include <xxhash.h>\n", "stay in .cpp"),
    ("base/planted.hpp", "// A header.\nint planted();\n", "#pragma once"),
    ("base/planted.cpp", "int planted;\n" * (LINE_LIMIT + 1), "second meaning"),
    ("study/twice.hpp", "#pragma once\nstruct Planted {\n};\n", "another type"),
    ("common/planted.cpp", "int planted;\n", "no such folder"),
    ("simulate/planted.cpp", "double y = std::exp(x);\n", "libm"),
    ("simulate/planted.cpp", "#include <random>\n", "distributions"),
    ("simulate/planted.cpp", "int x = rand();\n", "function of what it is for"),
    ("store/planted.cpp", "void f() { std::exit(1); }\n", "only main"),
]
INNOCENT = {
    "cli/planted.cpp": '// std::exp( stands in a comment\nconst char* a = "std::exit(";\n#include "base/planted.hpp"\n',
    "scenario/planted.cpp": "#include <nlohmann/json.hpp>\n#include <yaml-cpp/parser.h>\n#include <vector>\n",
    "simulate/planted.cpp": "double y = base::exp(x) + std::sqrt(x);\nobject.exit(1);\n",
}


def self_test():
    clean = {f"{folder}/planted.hpp": "// A header.\n#pragma once\nstruct Planted {\n};\n" for folder in FOLDERS} | INNOCENT
    problems = [f"innocent, yet found: {found}" for found in violations(clean)]
    for path, text, word in PLANTED:
        found = violations(clean | {path: text})
        if len(found) != 1 or word not in found[0] or not found[0].startswith(path + ":"):
            problems.append(f"planted in {path}: {text.splitlines()[-1]!r}, found {found or 'nothing'}")
    return problems


def main():
    if sys.argv[1:] == ["--self-test"]:
        found, what = self_test(), f"{len(PLANTED)} planted violations"
    else:
        engine = ROOT / "engine"
        here = (p for p in engine.rglob("*.*") if p.suffix in {".cpp", ".hpp", ".inc"} and "node_modules" not in p.parts)
        files = {str(p.relative_to(engine)): p.read_text() for p in here}
        found, what = violations(files), f"{len(files)} files"
        if not files:
            found = [f"no files under {engine}"]
    print("\n".join(found + [f"{what}: {len(found)} problems"]))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
