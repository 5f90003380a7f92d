"""Writes the notes of a release when its tag is pushed: the commits since the tag before it.

An ordinary handler of CodeCommit's trigger event. The trigger's custom data is what the tags of releases begin with.
"""

import os
import subprocess
import tempfile

TAGS = "refs/tags/"


def handler(event, context):
    written = []
    for record in event["Records"]:
        prefix = record.get("customData") or ""
        for reference in record["codecommit"]["references"]:
            tag = reference["ref"].removeprefix(TAGS)
            if reference.get("created") and reference["ref"] == TAGS + tag and tag.startswith(prefix):
                written.append(write_notes(tag, prefix))
    return {"written": written}


def write_notes(tag, prefix):
    with tempfile.TemporaryDirectory() as folder:
        git("clone", "--quiet", "--bare", "--filter=blob:none", os.environ["REPOSITORY"], folder)
        before = previous_tag(folder, tag, prefix)
        commits = git("-C", folder, "log", "--no-merges", "--format=- %s (%an, %h)", f"{TAGS}{before}..{TAGS}{tag}" if before else TAGS + tag)
        date = git("-C", folder, "log", "-1", "--format=%as", TAGS + tag)

    path = os.path.join(os.environ["RELEASES"], tag.replace("/", "-") + ".md")
    os.makedirs(os.path.dirname(path), exist_ok=True)
    # Whole or not at all, and the same again when the event comes twice.
    with open(path + ".new", "w", encoding="utf-8") as file:
        since = f" since {before}" if before else ""
        file.write(f"# {tag}\n\nReleased {date}{since}.\n\n{commits or '- No changes'}\n")
    os.replace(path + ".new", path)
    print(f"wrote {path}")
    return path


def previous_tag(folder, tag, prefix):
    try:
        return git("-C", folder, "describe", "--tags", "--abbrev=0", f"--match={prefix}*", f"{TAGS}{tag}^")
    except subprocess.CalledProcessError:
        return None  # the first release


def git(*arguments):
    return subprocess.run(["git", *arguments], check=True, capture_output=True, text=True).stdout.strip()
