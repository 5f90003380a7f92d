"""The Python runtime: asks for invocations, runs the handler, answers. Only C modules until something needs more."""
