#!/usr/bin/python3
"""Trains skip-gram with the exact full softmax in eager PyTorch on the batches of a file and prints one line of JSON.

Run with the interpreter of the system: apt-get install python3-torch. The objective is that of Assay,
the sum over the centres of -sum_c z[o_c] + C * logsumexp(z), and the steps are plain stochastic gradient descent:
the context matrix moves as a whole, of the word matrix only the rows of the centres (sparse gradients).
"""
import argparse
import json
import time

import numpy
import torch

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("batches", help="int32: steps, batch, contexts; then for each step the centres [batch] and the contexts [batch, contexts]")
parser.add_argument("weights", help="float32: W at the start [vocabulary, dimensions]; W' starts at zero")
parser.add_argument("--vocabulary", type=int, required=True)
parser.add_argument("--dimensions", type=int, required=True)
parser.add_argument("--threads", type=int, default=2)
parser.add_argument("--warmup", type=int, default=5, help="steps before the clock starts")
parser.add_argument("--learning-rate", type=float, default=0.025)
options = parser.parse_args()

torch.set_num_threads(options.threads)
numbers = numpy.fromfile(options.batches, dtype=numpy.int32)
steps, batch, context = (int(number) for number in numbers[:3])
ids = torch.from_numpy(numbers[3:].reshape(steps, batch * (1 + context)).astype(numpy.int64))
start = torch.from_numpy(numpy.fromfile(options.weights, dtype=numpy.float32).reshape(options.vocabulary, options.dimensions))

words = torch.nn.Embedding.from_pretrained(start, freeze=False, sparse=True)            # W   [V, d]
contexts = torch.nn.Linear(options.dimensions, options.vocabulary, bias=False)          # W'  [V, d]
torch.nn.init.zeros_(contexts.weight)
optimiser = torch.optim.SGD([*words.parameters(), *contexts.parameters()], lr=options.learning_rate)

losses = []
started = 0.0
for step in range(steps):
    if step == options.warmup:
        started = time.perf_counter()
    centres = ids[step, :batch]                                     # [b]
    observed = ids[step, batch:].view(batch, context)               # [b, C]
    logits = contexts(words(centres))                               # [b, V]
    loss = (context * torch.logsumexp(logits, dim=1) - logits.gather(1, observed).sum(dim=1)).sum()
    optimiser.zero_grad(set_to_none=True)
    loss.backward()
    optimiser.step()
    losses.append(loss.item() / (batch * context))
seconds = time.perf_counter() - started

print(json.dumps({
    "program": "torch " + torch.__version__,
    "steps": steps - options.warmup,
    "seconds_per_step": seconds / (steps - options.warmup),
    "first_loss": losses[0],
    "last_loss": losses[-1],
}))
