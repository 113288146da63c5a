"""Figures, each as a ratio in one run where time is concerned: machines are shared and noisy."""
