"""Starts a Python function: `python3 bootstrap.py`, with the environment AWS Lambda documents for a runtime.

This file is compiled anew at each start, so it holds nothing but the way to the compiled package beside it.
"""

import sys

if __name__ == "__main__":
    folder = __file__[: -len("/bootstrap.py")]
    if sys.path[:1] != [folder]:
        sys.path.insert(0, folder)
    from triggers_runtime.loop import run

    # The handler's own folder takes the place of ours: it must not find our modules, nor we its.
    del sys.path[0]
    run()
