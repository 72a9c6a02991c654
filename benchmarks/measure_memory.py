"""Compare the most memory that `yz corpus` holds on corpora of different sizes.

    python benchmarks/measure_memory.py small.jsonl large.jsonl … [--workers N]

Memory is the resident set of the run and all its workers together, looked at ten times a
second; the ratio is to the first corpus named.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil


def run(source: Path, workers: int) -> tuple[int, float]:
    """Tag a corpus; return the peak in bytes and the seconds taken."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "yz_analysis.cli", "corpus", str(source),
                   "--out", f"{folder}/out", "--workers", str(workers)]  # fmt: skip
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        head = psutil.Process(process.pid)
        peak = 0
        while process.poll() is None:
            peak = max(peak, _weigh(head))
            time.sleep(0.1)
        if process.returncode:
            raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
        return peak, time.perf_counter() - start


def _weigh(head: psutil.Process) -> int:
    """Add up a process and its descendants; one that ends meanwhile weighs nothing."""
    try:
        family = [head, *head.children(recursive=True)]
    except psutil.NoSuchProcess:
        return 0
    whole = 0
    for one in family:
        try:
            whole += one.memory_info().rss
        except psutil.NoSuchProcess:
            continue
    return whole


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("sources", type=Path, nargs="+")
    parser.add_argument("--workers", type=int, default=2)
    given = parser.parse_args()
    first = 0
    for source in given.sources:
        peak, seconds = run(source, given.workers)
        first = first or peak
        size = source.stat().st_size / 1e6
        print(f"{source.name} ({size:,.0f} MB): peak {peak / 1e6:,.0f} MB, {peak / first:.2f} "
              f"times the first, {seconds:.0f} s", flush=True)  # fmt: skip


if __name__ == "__main__":
    main()
