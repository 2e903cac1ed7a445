"""How large numbers may be, so that every product a rule can lead to fits in 63 bits.

Its one law: input is refused at these limits by whoever reads it, and a pack is refused when a rule could pass
LARGEST_PRODUCT with facts inside them; so no engine, however it counts, can overflow in silence.
"""

MONEY_LIMIT_FEN = 10**14
"""Money is below 10^12 yuan in size."""

COUNT_LIMIT = 10**9
"""A count is below one thousand million in size."""

RATIO_DENOMINATOR = 10**6
"""A ratio given as a fact has at most six decimals."""

RATIO_LIMIT_NUMERATOR = 10**9
"""A ratio given as a fact is below one thousand in size: this many of its millionths."""

LARGEST_PRODUCT = 2**63 - 1

FOLDER_BYTES = 4 * 1024 * 1024
"""A policy folder is at most this large in all."""

FILE_BYTES = 1024 * 1024
"""One rule file is at most this large."""

FOLDER_FILES = 200
"""A policy folder holds at most this many rule files."""
