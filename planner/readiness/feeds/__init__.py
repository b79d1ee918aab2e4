"""What proves a gate: a module for each sort of feed, each giving states with their reasons."""
