"""The trained tagger: tokens to labels."""
