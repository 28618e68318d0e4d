"""The shape of each field of a model, read from its annotation: what every projection of the record is derived from."""

from __future__ import annotations

import types
from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import Annotated, Any, Literal, Union, cast, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo


@dataclass(frozen=True)
class Shape:
    """One field: the Python type at its bottom, and whether it is a list of that.

    Parameters
    ----------
    base
        ``str``, ``int``, ``float``, ``bool``, ``date``, ``datetime``, ``Decimal`` or a model. The words of a
        closed vocabulary are ``str``.
    is_list
        Whether the field holds a list.
    closed
        Whether the value is a word of a closed vocabulary.
    constraints
        What the annotation says of each value, as pydantic keeps it (``MaxLen``, ``Le``, a pattern).
    description
        What the field means.
    """

    base: type[object]
    is_list: bool
    closed: bool
    constraints: tuple[object, ...]
    description: str

    @property
    def model(self) -> type[BaseModel] | None:
        """The model of a nested object."""
        return self.base if issubclass(self.base, BaseModel) else None

    @property
    def pattern(self) -> str | None:
        """The last pattern that the annotation names."""
        found = [value for c in self.constraints if isinstance(value := getattr(c, "pattern", None), str)]
        return found[-1] if found else None

    def bound(self, name: str) -> float | None:
        """Give the bound called ``ge`` or ``le``, the narrowest where there are several."""
        found = [value for c in self.constraints if isinstance(value := getattr(c, name, None), int | float)]
        if not found:
            return None
        return max(found) if name == "ge" else min(found)


@cache
def shapes(model: type[BaseModel]) -> dict[str, Shape]:
    """Give the shape of each field of a model, by its name in JSON, in the order of the model.

    Raises
    ------
    TypeError
        Where an annotation is of a kind that no projection knows.
    """
    return {
        info.alias or name: _shape(
            info.annotation, tuple(info.metadata), info.description or "", f"{model.__name__}.{name}"
        )
        for name, info in model.__pydantic_fields__.items()
    }


def shape_of(annotation: object) -> Shape:
    """Give the shape of an annotation that stands in no model, such as a scalar type."""
    return _shape(annotation, (), "", str(annotation))


def _shape(annotation: object, constraints: tuple[object, ...], description: str, where: str) -> Shape:
    inner, constraints = _bare(annotation, constraints, where)
    is_list = get_origin(inner) is list
    if is_list:
        inner, constraints = _bare(get_args(inner)[0], (), where)
    if get_origin(inner) is Literal:
        words: tuple[object, ...] = get_args(inner)
        if not all(isinstance(word, str) for word in words):
            raise TypeError(f"{where}: expected words, got {words}")
        return Shape(str, is_list, True, constraints, description)  # noqa: FBT003 - a record of facts
    if not isinstance(inner, type):
        raise TypeError(f"{where}: no projection knows {inner}")
    if issubclass(inner, Enum):
        if not issubclass(inner, str):
            raise TypeError(f"{where}: an enum's members must be strings")
        return Shape(str, is_list, True, constraints, description)  # noqa: FBT003 - the same
    base = cast("Any", inner)
    return Shape(base, is_list, False, constraints, description)  # noqa: FBT003 - the same


def _bare(annotation: object, constraints: tuple[object, ...], where: str) -> tuple[object, tuple[object, ...]]:
    """Take off ``Annotated`` and ``| None``, keeping what they say of the value."""
    while True:
        origin = get_origin(annotation)
        if origin is Annotated:
            annotation, *extras = get_args(annotation)
            constraints = (*_flat(extras), *constraints)
        elif origin is Union or origin is types.UnionType:
            arms = [arm for arm in get_args(annotation) if arm is not type(None)]
            if len(arms) != 1:
                raise TypeError(f"{where}: a column has one type, got {annotation}")
            annotation = arms[0]
        else:
            return annotation, constraints


def _flat(extras: list[Any]) -> list[object]:
    flat: list[object] = []
    for extra in extras:
        flat.extend(cast("list[object]", extra.metadata) if isinstance(extra, FieldInfo) else [extra])
    return flat
