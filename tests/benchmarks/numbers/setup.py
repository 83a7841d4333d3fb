"""`python -m tests.benchmarks.numbers.setup`: installs every rival into its environment in the cache folder."""

import sys

from tests.benchmarks.numbers.rivals import main

if __name__ == "__main__":
    sys.exit(main())
