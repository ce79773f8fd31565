# SPDX-License-Identifier: GPL-3.0-only
"""clang-tidy over our sources, in parallel: python3 cmake/lint.py BUILD_FOLDER [FOLDER/ | PART_OF_A_PATH…]

A file costs seconds, and most files do not change between two runs. So a clean verdict is remembered under a hash of
everything it depends on: the preprocessed text with its comments, the flags, the checks, and clang-tidy itself.
"""

import concurrent.futures
import hashlib
import json
import os
import pathlib
import shlex
import subprocess
import sys
import time

CLANG_TIDY = "clang-tidy-19"
ROOT = pathlib.Path(__file__).resolve().parent.parent
RULE_FILES = [".clang-tidy", "tests/.clang-tidy"]
VERDICTS = pathlib.Path(os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache") / "conduit-lint"
VERDICTS_KEPT_DAYS = 30


def output_of(*command, **options):
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, **options).stdout


def is_wanted(file, parts):
    """Whether one of the parts, such as `ui/` or `dead_page`, means this file; all are meant without any."""
    path = str(pathlib.Path(file).relative_to(ROOT))
    return not parts or any(path.startswith(part) if part.endswith("/") else part in file for part in parts)


def our_sources(build, wanted):
    """The compile commands of the files in the tree, without generated ones, once each."""
    commands = json.loads((build / "compile_commands.json").read_text())
    by_file = {command["file"]: command for command in commands}
    return [
        command
        for file, command in sorted(by_file.items())
        if pathlib.Path(file).is_relative_to(ROOT)
        and not pathlib.Path(file).is_relative_to(build)
        and is_wanted(file, wanted)
    ]


def stand_in_for_moc(build, sources):
    """A folder with an empty file for each .moc that a source includes, so that nothing must be built before."""
    folder = build / "moc-stand-ins"
    folder.mkdir(exist_ok=True)
    for command in sources:
        stem = pathlib.Path(command["file"]).stem
        (folder / f"{stem}.moc").touch()
    return f"-I{folder}"


def verdict_path(command, include_moc, rules):
    """Where a clean verdict on this file, in exactly this state, is remembered."""
    arguments = shlex.split(command["command"])
    flags = arguments[: arguments.index("-o")]
    # -C keeps comments, since NOLINT is one; -P drops the line markers, which hold paths of this machine.
    preprocess = [*flags, include_moc, "-E", "-P", "-C", command["file"]]
    text = output_of(*preprocess, cwd=command["directory"], stderr=subprocess.DEVNULL)
    portable_flags = " ".join(flags).replace(str(ROOT), "")
    return VERDICTS / hashlib.sha256(b"\0".join([rules, portable_flags.encode(), text])).hexdigest()


def faults_in(command, build, include_moc, rules):
    """What clang-tidy has to say; nothing for a clean file."""
    try:
        verdict = verdict_path(command, include_moc, rules)
    except subprocess.CalledProcessError:
        verdict = None  # It does not even preprocess: clang-tidy will say why.
    if verdict and verdict.exists():
        verdict.touch()
        return ""
    tidy = subprocess.run(
        [CLANG_TIDY, "--quiet", f"-p={build}", f"--extra-arg={include_moc}", command["file"]],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    if tidy.returncode != 0:
        return tidy.stdout or tidy.stderr
    if verdict:
        verdict.touch()
    return ""


def forget_old_verdicts():
    for verdict in VERDICTS.iterdir():
        if verdict.stat().st_mtime < time.time() - VERDICTS_KEPT_DAYS * 24 * 3600:
            verdict.unlink()


def main():
    build = pathlib.Path(sys.argv[1]).resolve()
    sources = our_sources(build, sys.argv[2:])
    if not sources:
        sys.exit("lint: no source file matches")
    VERDICTS.mkdir(parents=True, exist_ok=True)
    forget_old_verdicts()
    include_moc = stand_in_for_moc(build, sources)
    rules = output_of(CLANG_TIDY, "--version") + b"".join((ROOT / path).read_bytes() for path in RULE_FILES)

    failed = 0
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for faults in pool.map(lambda command: faults_in(command, build, include_moc, rules), sources):
            if faults:
                failed += 1
                print(faults, flush=True)
    print(f"lint: {len(sources) - failed} files clean, {failed} with faults")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
