"""The hash chain: what a record's hash covers, the same for every back end."""

from __future__ import annotations

from hashlib import sha256


def genesis(log_id: str) -> bytes:
    """The hash before the first record: each log has its own, so records of another log never fit in."""
    return sha256(b"tracker log " + log_id.encode()).digest()


def envelope(
    position: int,
    id: str,
    stream: str,
    version: int,
    type: str,
    schema: int,
    recorded_at: str,
    recorded_by: str,
    document: str | None,
    published: str | None,
    basis: str | None,
) -> bytes:
    """The envelope as bytes: the fields in this order, NUL between them, nothing where there is no value.

    `events.envelope.Draft` lets neither NUL nor an empty text in, so different envelopes give different bytes.
    """
    return (
        f"{position}\0{id}\0{stream}\0{version}\0{type}\0{schema}\0{recorded_at}\0{recorded_by}"
        f"\0{document or ''}\0{published or ''}\0{basis or ''}"
    ).encode()


def chained(previous: bytes, envelope: bytes, body_hash: bytes) -> bytes:
    """The hash of a record, given the hash of the record before it."""
    return sha256(previous + envelope + body_hash).digest()


def body_hash(body: bytes) -> bytes:
    """The hash of a body; the chain covers bodies through it."""
    return sha256(body).digest()
