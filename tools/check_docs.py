#!/usr/bin/env python3
"""Checks that the Markdown files are true: relative links lead somewhere (a heading too), every `make target` that they
name is in the Makefile, and every `per-ankh subcommand` is one that the program knows (when build/release/per-ankh is there).
"""

import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
PROGRAM = ROOT / "build/release/per-ankh"
FENCED = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)


def markdown_files():
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "*.md"],
        cwd=ROOT, check=True, capture_output=True, text=True)
    return [ROOT / name for name in listed.stdout.splitlines() if (ROOT / name).exists()]


def anchors(path):
    """The fragments that a hosted page gives its headings."""
    text = FENCED.sub("", path.read_text())
    headings = re.findall(r"^#+\s+(.*?)\s*$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def broken_links(path, text):
    for target in re.findall(r"\]\(([^)\s]+)\)", FENCED.sub("", text)):
        if re.match(r"[a-z]+:", target):
            continue
        name, _, fragment = target.partition("#")
        there = (path.parent / name) if name else path
        if not there.exists():
            yield f"link to {target}: no such file"
        elif fragment and there.suffix == ".md" and fragment not in anchors(there):
            yield f"link to {target}: no such heading"


def commands(text):
    """Code: the lines of fenced blocks, and what stands between backticks."""
    for block in FENCED.findall(text):
        yield from block.splitlines()[1:-1]
    yield from re.findall(r"`([^`\n]+)`", FENCED.sub("", text))


def make_targets():
    return set(re.findall(r"^([a-z][a-z-]*):", (ROOT / "Makefile").read_text(), re.MULTILINE))


def subcommands():
    if not PROGRAM.exists():
        print(f"docs: {PROGRAM.relative_to(ROOT)} is not built, so subcommands are not checked")
        return None
    help_text = subprocess.run([PROGRAM, "--help"], check=True, capture_output=True, text=True).stdout
    _, _, listed = help_text.partition("Subcommands:")
    return set(re.findall(r"^  ([a-z][a-z-]*)", listed, re.MULTILINE))


def main():
    targets = make_targets()
    known = subcommands()
    problems = []
    files = markdown_files()
    for path in files:
        text = path.read_text()
        found = list(broken_links(path, text))
        for command in commands(text):
            for target in re.findall(r"(?:^|[\s;&])make ([a-z][a-z-]*)", command.split("#")[0]):
                if target not in targets:
                    found.append(f"`make {target}`: no such target")
            for word in re.findall(r"(?:^|[\s/;&])per-ankh ([a-z][a-z-]*)\b", command.split("#")[0]):
                if known is not None and word not in known:
                    found.append(f"`per-ankh {word}`: no such subcommand")
        problems += [f"{path.relative_to(ROOT)}: {problem}" for problem in found]
    print("\n".join(problems) if problems else f"docs: {len(files)} files are true")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
