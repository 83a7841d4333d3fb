"""What the image is made of: every distribution in it by its size on disk, and what each large one is for.

python -m tests.container.account [IMAGE]
"""

import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass

from tests.container.engine import inspect, layers, python, run

LARGE_MB = 10
MOST_MB = 350
"""Beyond the base."""

WHAT_FOR: Mapping[str, str] = {
    "onnxruntime": "runs the names model",
    "numpy": "the language model's and the names model's numbers, OpenBLAS with them",
    "babel": "languages of pages, for courlan, which trafilatura asks for; tables of all languages",
    "uvloop": "the event loop: one large compiled file",
    "confluent-kafka": "librdkafka: feeder, admin, ledger",
    "lxml": "the reading of web pages",
    "pygments": "rich asks for it; tail and ledger print with rich",
    "faust-streaming": "the consumer",
    "aiohttp": "HTTP for faust and for /healthz",
    "copydesk": "Copydesk's code",
    "copydesk, its tables": "names, places, languages, numbers",
    "copydesk, its model": "the names model",
}
"""Every distribution of `LARGE_MB` and more, and some that come near."""

_SIZES = """
import json, os
from importlib.metadata import distributions
from pathlib import Path
seen, sizes = set(), {}
for one in distributions():
    name = one.metadata["Name"].lower().replace("_", "-")
    for file in one.files or ():
        place = Path(os.path.realpath(one.locate_file(file)))
        places = [place]
        if place.suffix == ".py":
            places += (place.parent / "__pycache__").glob(place.stem + ".cpython-*.pyc")
        for place in places:
            if place.is_file() and place not in seen:
                seen.add(place)
                part = name
                if name == "copydesk" and {"data", "tables", "files"} & set(place.parts):
                    part += ", its model" if "files" in place.parts else ", its tables"
                sizes[part] = sizes.get(part, 0) + place.stat().st_size
rest = 0
for folder, _, files in os.walk("/opt/copydesk"):
    for name in files:
        place = Path(folder, name)
        if not place.is_symlink() and place not in seen:
            rest += place.stat().st_size
sizes["(not of any distribution)"] = rest
print(json.dumps(sizes))
"""


@dataclass(frozen=True, slots=True)
class Account:
    """Sizes in bytes: of the layers that are ours, and of what lies in them by distribution."""

    beyond_base: int
    parts: Mapping[str, int]

    def table(self) -> str:
        """The account in Markdown, largest first; what is small in one line."""
        rows = ["| part | MB | what for |", "|---|--:|---|"]
        ordered = sorted(self.parts.items(), key=lambda part: -part[1])
        shown = [part for part in ordered if part[0] in WHAT_FOR or part[1] >= LARGE_MB * 1_000_000]
        rows += [f"| {name} | {size / 1e6:.1f} | {WHAT_FOR.get(name, '?')} |" for name, size in shown]
        small = [size for part, size in ordered if part not in dict(shown)]
        rows.append(f"| {len(small)} others | {sum(small) / 1e6:.1f} | none of {LARGE_MB} MB |")
        rows.append(
            f"| all | {sum(self.parts.values()) / 1e6:.1f} | layers beyond the base: {self.beyond_base / 1e6:.1f} |"
        )
        return "\n".join(rows)


def account(image: str, base: str) -> Account:
    """Weigh an image that was built on `base`. AssertionError where it was not."""
    below = layers(base)
    assert layers(image)[: len(below)] == below, f"{image} does not stand on {base}"
    return Account(inspect(image)["Size"] - inspect(base)["Size"], json.loads(python(image, _SIZES)))


def main() -> None:
    """Print the account of an image."""
    image = sys.argv[1] if len(sys.argv) > 1 else "copydesk"
    base = "python:3.12-slim"
    assert run("image", "inspect", base).status == 0, f"no image {base}"
    sys.stdout.write(account(image, base).table() + "\n")


if __name__ == "__main__":
    main()
