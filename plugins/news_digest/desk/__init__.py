"""The batch: seeds found, read, given a code and a place, written once, and reported.

Nothing is imported here: a build needs the codes' addresses, and must not wait for the parser.
"""
