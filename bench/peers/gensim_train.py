#!/usr/bin/python3
"""Trains skip-gram with negative sampling in gensim and prints one line of JSON.

Run with the interpreter of the system: apt-get install python3-gensim.
"""
import argparse
import json
import resource
import time

started = time.perf_counter()
import gensim  # noqa: E402  (its import is part of the whole command)
from gensim.models import Word2Vec  # noqa: E402
from gensim.models.word2vec import LineSentence  # noqa: E402

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("corpus")
parser.add_argument("--out", help="word2vec vectors: .txt text, otherwise binary")
parser.add_argument("--dimensions", type=int, default=100)
parser.add_argument("--epochs", type=int, default=5)
parser.add_argument("--threads", type=int, default=2)
parser.add_argument("--seed", type=int, default=1)
options = parser.parse_args()

sentences = LineSentence(options.corpus)
model = Word2Vec(
    vector_size=options.dimensions, sg=1, hs=0, negative=5, ns_exponent=0.75, window=5, sample=1e-4, min_count=5,
    alpha=0.025, min_alpha=0.025e-4, workers=options.threads, seed=options.seed)
model.build_vocab(sentences)
training = time.perf_counter()
_, words = model.train(sentences, total_examples=model.corpus_count, epochs=options.epochs)  # effective, raw
trained = time.perf_counter()
if options.out:
    model.wv.save_word2vec_format(options.out, binary=not options.out.endswith(".txt"))
ended = time.perf_counter()

# Words in the vocabulary, before subsampling: what the other programs count.
kept = int(sum(model.wv.get_vecattr(word, "count") for word in model.wv.index_to_key)) * options.epochs
print(json.dumps({
    "program": "gensim " + gensim.__version__,
    "words": kept,
    "raw_words": words,
    "vocabulary": len(model.wv),
    "training_seconds": trained - training,
    "seconds": ended - started,
    "words_per_second": kept / (trained - training),
    "words_per_second_whole": kept / (ended - started),
    "peak_memory_bytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
}))
