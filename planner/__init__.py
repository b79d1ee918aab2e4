"""Planner: one graph of initiatives, dependencies, capacity and launch readiness, and the answers it gives."""

__version__ = "0.1.0"
