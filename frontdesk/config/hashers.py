"""How secrets of programs are kept: they are drawn, so that one plain hash cannot be guessed back.

A slow hash, made for words that people choose, would let anybody who knows a program's name keep a core busy.
"""

import hashlib
from typing import Any

from django.contrib.auth.hashers import BasePasswordHasher
from django.utils.crypto import constant_time_compare


class DrawnSecretHasher(BasePasswordHasher):
    """SHA-256 of a secret of at least 32 drawn characters."""

    algorithm = "drawn_sha256"

    def salt(self) -> str:
        """None is needed: no two drawn secrets are alike."""
        return "none"

    def encode(self, password: str, salt: str) -> str:
        """How the secret is kept."""
        return f"{self.algorithm}${hashlib.sha256(password.encode()).hexdigest()}"

    def decode(self, encoded: str) -> dict[str, Any]:
        """The parts of what is kept."""
        algorithm, hashed = encoded.split("$", 1)
        return {"algorithm": algorithm, "hash": hashed, "salt": "none"}

    def verify(self, password: str, encoded: str) -> bool:
        """Whether it is the secret."""
        return constant_time_compare(encoded, self.encode(password, "none"))

    def safe_summary(self, encoded: str) -> Any:
        """What may be shown of it."""
        return {"algorithm": self.algorithm}

    def must_update(self, encoded: str) -> bool:
        """It stays as it is."""
        return False

    def harden_runtime(self, password: str, encoded: str) -> None:
        """Nothing is slow here."""
