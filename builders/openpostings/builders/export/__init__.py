"""What a release is made of, one module a file of it, and how it takes its place on disk."""
