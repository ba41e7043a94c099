#!/usr/bin/python3
"""Measures single-precision matrix products with numpy (whatever BLAS it is linked to) or torch.mm and prints one line of JSON.

Run with the interpreter of the system: apt-get install python3-numpy libopenblas0 (or python3-torch).
"""
import argparse
import json
import os
import time

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--threads", type=int, default=2)
parser.add_argument("--size", type=int, default=2048, help="of the square matrices")
parser.add_argument("--seconds", type=float, default=1.0)
parser.add_argument("--library", choices=["numpy", "torch"], default="numpy")
options = parser.parse_args()

for variable in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"):
    os.environ[variable] = str(options.threads)  # read when the library is loaded, hence before the import

size = options.size
if options.library == "torch":
    import torch
    torch.set_num_threads(options.threads)
    left, right, out = torch.rand(size, size), torch.rand(size, size), torch.empty(size, size)
    program = "torch " + torch.__version__

    def multiply():
        torch.mm(left, right, out=out)
else:
    import numpy
    left, right = numpy.random.rand(2, size, size).astype(numpy.float32)
    out = numpy.empty((size, size), dtype=numpy.float32)
    with open("/proc/self/maps", encoding="utf-8") as maps:
        names = {os.path.basename(os.path.realpath(line.split()[-1])) for line in maps if "blas" in line}
    program = "numpy " + numpy.__version__ + " with " + (", ".join(sorted(names)) or "its own BLAS")

    def multiply():
        numpy.matmul(left, right, out=out)

for _ in range(2):
    multiply()
best, count, started = float("inf"), 0, time.perf_counter()
while count < 3 or time.perf_counter() - started < options.seconds:
    before = time.perf_counter()
    multiply()
    best = min(best, time.perf_counter() - before)
    count += 1
print(json.dumps({"program": program, "flops_per_second": 2.0 * size**3 / best, "products": count}))
