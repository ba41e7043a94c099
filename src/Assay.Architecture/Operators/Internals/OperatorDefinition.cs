using Assay.Architecture.Shapes.Internals;

namespace Assay.Architecture.Operators.Internals;

/// <summary>An operator that is understood: its kind and how the shapes of its results follow.</summary>
internal sealed record OperatorDefinition(string Name, OperatorCategory Category, Action<ShapeContext> Infer);
