"""Runs a command and says what it took: CPU seconds, peak memory in MB, status, and what it printed."""
import json
import resource
import subprocess
import sys

ended = subprocess.run(sys.argv[1:], capture_output=True, text=True, check=False)
usage = resource.getrusage(resource.RUSAGE_CHILDREN)
json.dump(
    {
        "cpu": usage.ru_utime + usage.ru_stime,
        "peak": usage.ru_maxrss / 1024,
        "status": ended.returncode,
        "stdout": ended.stdout,
        "stderr": ended.stderr,
    },
    sys.stdout,
)
