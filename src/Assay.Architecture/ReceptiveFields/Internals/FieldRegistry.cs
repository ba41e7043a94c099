namespace Assay.Architecture.ReceptiveFields.Internals;

/// <summary>How fields pass through each operator, filled by the families beside it.</summary>
internal sealed class FieldRegistry
{
    private readonly Dictionary<string, Action<FieldContext>> _families = new(StringComparer.Ordinal);

    private FieldRegistry()
    {
        WindowFields.Register(this);
        PointwiseFields.Register(this);
        MixingFields.Register(this);
        ProductFields.Register(this);
        ArrangementFields.Register(this);
        ReshapeFields.Register(this);
        SelectionFields.Register(this);
        ResamplingFields.Register(this);
    }

    public static FieldRegistry Instance { get; } = new();

    public void Add(Action<FieldContext> family, params ReadOnlySpan<string> operators)
    {
        foreach (var name in operators) _families.Add(name, family);
    }

    public Action<FieldContext>? Find(string @operator) => _families.GetValueOrDefault(@operator);
}
