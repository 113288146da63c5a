"""The daemon: reads sources, stores posts, compares what the parties report, alerts subscribers, takes rulings."""
