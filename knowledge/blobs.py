"""Arrays and lists of words as named blobs for the knowledge file; the same values, the same bytes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO

import numpy as np
from numpy.typing import NDArray


def packed(texts: Sequence[str]) -> NDArray[np.uint8]:
    """Words without line breaks as one array."""
    return np.frombuffer("\n".join(texts).encode(), np.uint8)


def unpacked(values: NDArray[np.uint8]) -> tuple[str, ...]:
    """The words that ``packed`` was given."""
    return tuple(values.tobytes().decode().split("\n")) if len(values) else ()


def written(arrays: Mapping[str, NDArray[np.generic]]) -> dict[str, bytes]:
    """Each array in numpy's own format, never pickled."""
    return {name: _bytes(values) for name, values in arrays.items()}


def _bytes(values: NDArray[np.generic]) -> bytes:
    file = BytesIO()
    np.save(file, values, allow_pickle=False)
    return file.getvalue()
