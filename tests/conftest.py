"""What every test shares."""

import os

from hypothesis import settings

# Figures are drawn without a display, here and in the processes that tests start.
os.environ["MPLBACKEND"] = "agg"

# The same examples on every run and no time limit for one: a slow machine is no fault.
settings.register_profile("project", derandomize=True, deadline=None)
settings.load_profile("project")
