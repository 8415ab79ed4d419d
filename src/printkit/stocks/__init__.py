"""Stocks: the papers that a book is printed on, how thick and how heavy they make it.

`stock` finds one by its name, in the user's own file first and then among those that come with printkit. `block_thickness`,
`weight_of_copy` and `check_binding` say what a stock comes to in a book.
"""

from .book import block_thickness, check_binding, leaves, weight_of_copy
from .catalogue import stock, stocks
from .stock import Stock

__all__ = ["Stock", "block_thickness", "check_binding", "leaves", "stock", "stocks", "weight_of_copy"]
