"""The block types, one file each; `catalog` finds them.

Import `codec` from `dialogkit.blocks.catalog` to read and write flows.
"""
