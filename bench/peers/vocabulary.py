#!/usr/bin/python3
"""Times how long gensim or fastText reads a corpus and counts its words, and prints one line of JSON.

Needs python3-gensim or fasttext. Neither writes ids at this point: both read the text again while they train.
gensim: LineSentence and build_vocab, one thread. fastText: from the start of the program to its "Number of labels" line, one thread.
"""
import argparse
import json
import os
import subprocess
import sys
import tempfile
import time

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("program", choices=["gensim", "fasttext"])
parser.add_argument("corpus")
options = parser.parse_args()

if options.program == "gensim":
    from gensim.models import Word2Vec
    from gensim.models.word2vec import LineSentence
    model = Word2Vec(vector_size=4, sg=1, hs=0, negative=5, min_count=5)
    started = time.perf_counter()
    model.build_vocab(LineSentence(options.corpus))
    seconds = time.perf_counter() - started
    vocabulary = len(model.wv)
else:
    with tempfile.TemporaryDirectory() as folder:
        started = time.perf_counter()
        process = subprocess.Popen(
            ["fasttext", "skipgram", "-input", options.corpus, "-output", os.path.join(folder, "vectors"), "-minn", "0", "-maxn", "0",
             "-minCount", "5", "-dim", "4", "-epoch", "1", "-thread", "1"], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        text = b""
        while b"Number of labels" not in text:
            chunk = os.read(process.stderr.fileno(), 4096)
            if not chunk:
                sys.exit("fasttext failed: " + text.decode("utf-8", "replace")[-500:])
            text += chunk
        seconds = time.perf_counter() - started
        process.kill()
        process.wait()
    vocabulary = int(text.split(b"Number of words:")[1].split()[0])

print(json.dumps({"seconds": seconds, "vocabulary": vocabulary, "bytes": os.path.getsize(options.corpus)}))
