using Assay.Architecture.Graphs;

namespace Assay.Architecture.Shapes;

/// <summary>The shape of one input, or the size of one named dimension, as the user gave it.</summary>
/// <param name="Name">Input or dimension; null for the one input there is.</param>
/// <param name="Shape">Sizes; numbers or names.</param>
public sealed record InputBinding(string? Name, TensorShape Shape);
