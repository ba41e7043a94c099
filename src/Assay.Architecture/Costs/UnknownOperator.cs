namespace Assay.Architecture.Costs;

/// <summary>An operator that is not understood and therefore not counted.</summary>
/// <param name="Operator">Its name, with its domain where that is not the standard one: <c>com.example::Fancy</c>.</param>
/// <param name="Count">Nodes that use it.</param>
/// <param name="TensorShare">Share of the graph's activations that it takes or gives, from 0 to 1.</param>
public sealed record UnknownOperator(string Operator, int Count, double TensorShare);
