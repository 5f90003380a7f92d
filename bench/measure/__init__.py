"""The parts of bench/run: what is started, what is loaded, what is timed, how it is told."""
