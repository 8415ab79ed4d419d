"""The book that the shop's rules are entered into."""

from typing import Final

from ..rulebook import RuleBook
from .settings import Shop

SHOP: Final[RuleBook[Shop]] = RuleBook("the shop")
