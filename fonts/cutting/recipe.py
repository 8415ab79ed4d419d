"""What is cut: `originals.yaml` and `families.yaml` as frozen records."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml


@dataclass(frozen=True)
class Original:
    """A package that holds original fonts: which client fetches it, and the sha256 of each file used."""

    key: str
    client: str
    package: str
    version: str
    upstream: str
    upstream_version: str
    licence_file: str
    files: Mapping[str, str]

    def path_of(self, ending: str) -> str:
        """The one pinned file whose path ends in `ending`."""
        (path,) = (name for name in self.files if name.endswith(ending))
        return path


@dataclass(frozen=True)
class FaceRecipe:
    """One face: the weight and style it is named, the file it comes from, the axes it is fixed at."""

    weight: int
    style: str
    source: str
    axes: Mapping[str, float]


@dataclass(frozen=True)
class Loan:
    """Characters that a family takes from another original."""

    original: str
    source: str
    characters: str


@dataclass(frozen=True)
class FamilyRecipe:
    """One family of the catalogue and how its faces are cut."""

    name: str
    folder: str
    voice: str
    scripts: tuple[str, ...]
    original: str
    characters: str
    features: str
    full_width: str
    half_width: str
    apart: str
    faces: tuple[FaceRecipe, ...]
    loan: Loan | None


@dataclass(frozen=True)
class Recipe:
    """Everything to be cut, and the moment written into every face."""

    date: datetime.date
    originals: Mapping[str, Original]
    families: tuple[FamilyRecipe, ...]


def read_recipe(folder: Path) -> Recipe:
    """Read both files of `folder`."""
    originals = {key: _original(key, data) for key, data in _load(folder / "originals.yaml").items()}
    data = _load(folder / "families.yaml")
    return Recipe(data["date"], originals, tuple(_family(item) for item in data["families"]))


def _load(path: Path) -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return data


def _original(key: str, data: dict[str, Any]) -> Original:
    return Original(
        key=key,
        client=data["client"],
        package=data["package"],
        version=str(data["version"]),
        upstream=data["upstream"],
        upstream_version=data["upstream-version"],
        licence_file=data["licence-file"],
        files=data["files"],
    )


def _family(data: dict[str, Any]) -> FamilyRecipe:
    loan = data.get("borrow")
    return FamilyRecipe(
        name=data["name"],
        folder=data["folder"],
        voice=data["voice"],
        scripts=tuple(data["scripts"]),
        original=data["original"],
        characters=data["characters"],
        features=data["features"],
        full_width=data.get("full-width", ""),
        half_width=data.get("half-width", ""),
        apart=data.get("apart", ""),
        faces=tuple(
            FaceRecipe(face["weight"], face.get("style", "normal"), face["from"], face.get("axes", {}))
            for face in data["faces"]
        ),
        loan=Loan(loan["original"], loan["from"], loan["characters"]) if loan else None,
    )
