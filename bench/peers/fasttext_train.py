#!/usr/bin/python3
"""Trains skip-gram without subwords in fastText and prints one line of JSON.

Needs the program: apt-get install fasttext. fastText's own defaults are a learning rate of 0.05 and subwords;
here it gets the settings of the others (0.025, no subwords), so that the three train the same model.
"""
import argparse
import json
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("corpus")
parser.add_argument("--out", help="fastText's vectors (.vec)")
parser.add_argument("--dimensions", type=int, default=100)
parser.add_argument("--epochs", type=int, default=5)
parser.add_argument("--threads", type=int, default=2)
parser.add_argument("--seed", type=int, default=1)
parser.add_argument("--learning-rate", type=float, default=0.025)
options = parser.parse_args()

with tempfile.TemporaryDirectory() as folder:
    stem = os.path.join(folder, "vectors")
    command = ["fasttext", "skipgram", "-input", options.corpus, "-output", stem, "-minn", "0", "-maxn", "0",
               "-t", "1e-4", "-neg", "5", "-ws", "5", "-lr", str(options.learning_rate), "-minCount", "5",
               "-dim", str(options.dimensions), "-epoch", str(options.epochs), "-thread", str(options.threads),
               "-seed", str(options.seed)]
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    text, first, last = b"", None, None
    while chunk := os.read(process.stderr.fileno(), 4096):
        text += chunk
        if b"Progress" in chunk:  # the first such line is written 0.1 s after training starts
            last = time.perf_counter()
            first = first or last - 0.1
    status = process.wait()
    seconds = time.perf_counter() - started
    log = text.decode("utf-8", "replace")
    if status:
        sys.exit("fasttext failed: " + log[-500:])
    with open(stem + ".vec", encoding="utf-8") as lines:
        vocabulary = int(lines.readline().split()[0])
    if options.out:
        shutil.move(stem + ".vec", options.out)

# words/sec/thread counts words of the vocabulary before subsampling, as the other programs do.
per_thread = [float(value) for value in re.findall(r"words/sec/thread:\s*(\d+)", log)]
training = last - first if first else seconds
print(json.dumps({
    "program": "fasttext " + subprocess.run(["dpkg-query", "-W", "-f", "${Version}", "fasttext"],
                                            capture_output=True, text=True).stdout,
    "vocabulary": vocabulary,
    "training_seconds": training,
    "seconds": seconds,
    "words_per_second_reported": per_thread[-1] * options.threads if per_thread else None,
    "peak_memory_bytes": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024,
}))
