"""Numbers and dates against the engines of others, on other projects' own test suites, by one scorer."""
