# SPDX-License-Identifier: MIT
"""JSON that keeps what it is given: whole numbers of any size, and on request the very text."""

from __future__ import annotations

import json
import re
from typing import Any, Mapping, NoReturn, Optional, Union

_SPACE = re.compile(r"[ \t\n\r]*")
_DECODER = json.JSONDecoder()


class JsonText:
    """JSON as text, which is sent as it is: for numbers that a float would round, such as `JsonText("1.50")`.

    It may stand for a payload, an output, a checkpoint or another whole member. ValueError when it is no JSON.
    """

    def __init__(self, text: str) -> None:
        json.loads(text, parse_constant=_refuse_constant)
        self.text = _sendable(text)

    @classmethod
    def of(cls, value: Any) -> JsonText:
        """The JSON text of a value. ValueError for NaN and infinity, TypeError for what JSON does not know."""
        if isinstance(value, JsonText):
            return value
        made = cls.__new__(cls)  # up to megabytes, which need not be read again
        made.text = encode(value)
        return made

    def __repr__(self) -> str:
        return f"JsonText({self.text!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, JsonText) and other.text == self.text

    def __hash__(self) -> int:
        return hash(self.text)


def encode(value: Any) -> str:
    if isinstance(value, JsonText):
        return value.text
    # Filters compare the names in a payload by their spelling, so "ö" must not go out as an escape.
    return _sendable(json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":")))


def encode_object(members: Mapping[str, Any]) -> str:
    """The JSON text of an object whose members may be `JsonText`."""
    return "{" + ",".join(f"{encode(name)}:{encode(value)}" for name, value in members.items()) + "}"


def text_at(text: str, *path: Union[str, int]) -> Optional[str]:
    """The exact text of the value that member names and places lead to; None when there is none."""
    start = _after_space(text, 0)
    for step in path:
        found = _find(text, start, step)
        if found is None:
            return None
        start = found
    return text[start : _DECODER.raw_decode(text, start)[1]]


def _find(text: str, start: int, step: Union[str, int]) -> Optional[int]:
    """Where in the object or array that begins at `start` the value begins which `step` names."""
    if text[start] not in "{[":
        return None
    is_object = text[start] == "{"
    at = _after_space(text, start + 1)
    place = 0
    while text[at] not in "}]":
        key: Union[str, int] = place
        if is_object:
            key, at = _DECODER.raw_decode(text, at)
            at = _after_space(text, _after_space(text, at) + 1)  # the colon
        if key == step:
            return at
        at = _after_space(text, _DECODER.raw_decode(text, at)[1])
        if text[at] == ",":
            at = _after_space(text, at + 1)
        place += 1
    return None


def _after_space(text: str, at: int) -> int:
    space = _SPACE.match(text, at)
    return space.end() if space else at


def _sendable(text: str) -> str:
    if not text.isascii():
        try:
            text.encode()
        except UnicodeEncodeError:
            raise ValueError("a text has half of a surrogate pair, which UTF-8 cannot carry") from None
    return text


def _refuse_constant(word: str) -> NoReturn:
    raise ValueError(f"{word} is no JSON")
