"""The producer script: files and streams of articles -> articles.raw, every one acknowledged."""
