"""Body text of web pages: ours and well-known extractors on two open sets, by one scorer."""
