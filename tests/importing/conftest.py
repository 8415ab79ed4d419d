from pathlib import Path

import pytest

REAL = Path(__file__).parents[3] / "shared" / "data" / "000_1c84ed3f1d369151.txt"


@pytest.fixture
def real_article() -> Path:
    if not REAL.is_file():
        pytest.skip("the real article is not part of the repository")
    return REAL


@pytest.fixture
def take(tmp_path):
    """Import a text or bytes as an article of the given name."""
    from printkit.importing import import_article

    def take(content, name="article.html", **settings):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return import_article(path, **settings)

    return take
