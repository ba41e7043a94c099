using Assay.Architecture.Shapes.Internals;

namespace Assay.Architecture.Operators.Internals;

/// <summary>All operators that are understood, filled by the families in <c>Shapes/Internals</c>.</summary>
internal sealed class OperatorRegistry
{
    private readonly Dictionary<string, OperatorDefinition> _standard = new(StringComparer.Ordinal);
    private readonly HashSet<string> _runtime = new(StringComparer.Ordinal);

    private OperatorRegistry()
    {
        ConvolutionShapes.Register(this);
        PoolingShapes.Register(this);
        ElementWiseShapes.Register(this);
        NormalizationShapes.Register(this);
        MatrixShapes.Register(this);
        RecurrentShapes.Register(this);
        ReductionShapes.Register(this);
        ArrangementShapes.Register(this);
        SelectionShapes.Register(this);
        ResamplingShapes.Register(this);
        SizeShapes.Register(this);
        QuantizationShapes.Register(this);
    }

    public static OperatorRegistry Instance { get; } = new();

    public IEnumerable<string> Names => _standard.Keys;

    public void Add(OperatorCategory category, Action<ShapeContext> infer, params ReadOnlySpan<string> names)
    {
        foreach (var name in names) _standard.Add(name, new(name, category, infer));
    }

    /// <summary>Operators that ONNX Runtime's own domain has too, or has alone.</summary>
    public void AddRuntime(OperatorCategory category, Action<ShapeContext> infer, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            _standard.TryAdd(name, new(name, category, infer));
            _runtime.Add(name);
        }
    }

    public OperatorDefinition? Find(string @operator, string domain) => domain switch
    {
        "" => _standard.GetValueOrDefault(@operator),
        "com.microsoft" => _runtime.Contains(@operator) ? _standard.GetValueOrDefault(@operator) : null,
        _ => null,
    };
}
