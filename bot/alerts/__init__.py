"""What people are told: when, in which words, and how it reaches them."""
