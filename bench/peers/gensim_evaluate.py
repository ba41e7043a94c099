#!/usr/bin/python3
"""Evaluates word2vec vectors with gensim and prints one line of JSON: analogies and word similarities, each timed.

Run with the interpreter of the system: apt-get install python3-gensim.
"""
import argparse
import json
import os
import time

import gensim
from gensim.models import KeyedVectors

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("vectors", help="word2vec vectors: .txt or .vec text, otherwise binary")
parser.add_argument("--analogies", help="questions-words.txt")
parser.add_argument("--similarities", nargs="*", default=[])
parser.add_argument("--nearest", type=int, default=0, help="time this many searches for the ten nearest")
options = parser.parse_args()

started = time.perf_counter()
binary = not options.vectors.endswith((".txt", ".vec"))
vectors = KeyedVectors.load_word2vec_format(options.vectors, binary=binary)
result = {"program": "gensim " + gensim.__version__, "load_seconds": time.perf_counter() - started}
vectors.fill_norms()

if options.analogies:
    started = time.perf_counter()
    # restrict_vocab=None: against all words, as the other programs do; gensim's default looks at the first 300,000.
    _, sections = vectors.evaluate_word_analogies(options.analogies, restrict_vocab=None, case_insensitive=True)
    seconds = time.perf_counter() - started
    whole = sections[-1]
    correct, wrong = len(whole["correct"]), len(whole["incorrect"])
    with open(options.analogies, encoding="utf-8") as lines:
        total = sum(1 for line in lines if line.strip() and not line.startswith(":"))
    result["analogies"] = {
        "accuracy": correct / max(1, correct + wrong), "answered": correct + wrong, "total": total, "seconds": seconds}

result["similarities"] = []
for path in options.similarities:
    # Blank-separated files: gensim splits at one delimiter, so hand it the pairs in tabs.
    pairs = [line.split() for line in open(path, encoding="utf-8") if line.strip() and not line.startswith("#")]
    copy = options.vectors + ".pairs"
    with open(copy, "w", encoding="utf-8") as out:
        out.writelines("\t".join(pair[:3]) + "\n" for pair in pairs)
    started = time.perf_counter()
    pearson, spearman, missing = vectors.evaluate_word_pairs(copy, restrict_vocab=None, case_insensitive=True)
    os.remove(copy)
    result["similarities"].append({
        "file": os.path.basename(path), "spearman": float(spearman[0]), "pearson": float(pearson[0]),
        "pairs": len(pairs), "missing": round(missing / 100 * len(pairs)), "seconds": time.perf_counter() - started})

if options.nearest:
    words = vectors.index_to_key[1000:1000 + options.nearest]
    times = []
    for word in words:
        started = time.perf_counter()
        vectors.most_similar(word, topn=10)
        times.append(time.perf_counter() - started)
    times.sort()
    result["nearest_seconds"] = times[len(times) // 2]

print(json.dumps(result))
