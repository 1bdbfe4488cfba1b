"""A sweep on workers of Dask: one task for each part, and the parts put together.

    python dask_sweep.py FILE.ron PARTS 40 --faults 2

Without a scheduler (DASK_SCHEDULER_ADDRESS) the workers are processes of this machine. All of them see the folder.
"""

import os
import subprocess
import sys

from dask.distributed import Client, LocalCluster


def run(shard: int, of: int, scenario: str, parts: str, options: list[str]) -> str:
    """Runs one part. Whatever the program complains of stands in the error."""
    command = ["coexist", "sweep", "run", scenario, *options, "--shard", f"{shard}/{of}", "--threads", "1", "-o", parts]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"part {shard}: code {done.returncode}: {done.stderr}")
    return done.stdout.strip()


def main() -> int:
    scenario, parts, of, *options = sys.argv[1:]
    os.makedirs(parts, exist_ok=True)
    if os.environ.get("DASK_SCHEDULER_ADDRESS"):
        client = Client()
    else:
        client = Client(LocalCluster(threads_per_worker=1, dashboard_address=None))
    with client:
        tasks = client.map(
            run, range(1, int(of) + 1), of=int(of), scenario=scenario, parts=parts, options=options, retries=2, pure=False
        )
        client.gather(tasks)
    return subprocess.run(["coexist", "sweep", "merge", parts], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
