"""Counts parameters and multiply-adds of ONNX models with the onnx package's own shape inference.

Prints one line of JSON: for each model the seconds of each round (reading, shape inference, counting), parameters, MACs and the
operators that this counter does not know, which tools of its kind leave at zero.
"""
import json
import sys
import time

import onnx
from onnx import numpy_helper, shape_inference

FREE = {"Relu", "MaxPool", "AveragePool", "GlobalAveragePool", "Dropout", "Softmax", "LRN", "Concat", "Reshape", "Flatten", "BatchNormalization",
        "Sum", "Add", "Constant", "ConstantOfShape", "Identity", "Mul", "Plus"}


def dims(value):
    return [d.dim_value for d in value.type.tensor_type.shape.dim]


def count(path):
    model = shape_inference.infer_shapes(onnx.load(path))
    graph = model.graph
    shapes = {v.name: dims(v) for v in list(graph.value_info) + list(graph.input) + list(graph.output)}
    constants = {}
    for tensor in graph.initializer:
        shapes[tensor.name] = list(tensor.dims)
        constants[tensor.name] = tensor
    parameters, macs, unknown = 0, 0, set()
    for tensor in graph.initializer:
        size = 1
        for d in tensor.dims:
            size *= d
        if tensor.data_type in (1, 10):
            parameters += size
    for node in graph.node:
        if node.op_type == "ConstantOfShape" and node.input[0] in constants:
            size = 1
            for d in numpy_helper.to_array(constants[node.input[0]]):
                size *= int(d)
            parameters += size
        elif node.op_type == "Conv":
            weights, output = shapes.get(node.input[1]), shapes.get(node.output[0])
            if weights and output:
                size = 1
                for d in weights[1:] + output:
                    size *= d
                macs += size
        elif node.op_type in ("Gemm", "MatMul"):
            weights = shapes.get(node.input[1])
            if weights:
                macs += weights[0] * weights[1]
        elif node.op_type not in FREE:
            unknown.add(node.op_type)
    return parameters, macs, sorted(unknown)


def main():
    rounds = int(sys.argv[1])
    results = []
    for path in sys.argv[2:]:
        seconds = []
        for _ in range(rounds):
            start = time.perf_counter()
            parameters, macs, unknown = count(path)
            seconds.append(time.perf_counter() - start)
        results.append({"seconds": seconds, "parameters": parameters, "macs": macs, "unknown": unknown})
    print(json.dumps({"models": results, "version": onnx.__version__}))


main()
