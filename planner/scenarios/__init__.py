"""Scenarios: edits kept beside the plan, tried on it, compared, and merged into it or dropped.

A scenario holds operations and the revision that they were made on; nothing of a plan is copied. ``edits`` keeps and
reads them, ``trial`` puts them on a plan, ``comparison`` says what that moves, ``conflicts`` and ``merging`` bring
them into the plan of today.
"""
