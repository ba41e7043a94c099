using Assay.Expression.Matrices;
using Assay.Expression.RowSpaces;

namespace Assay.Expression.Evaluation.Routes;

/// <summary>What a route may learn from: prepared training profiles, and what several routes share.</summary>
public sealed class TrainingFold : IDisposable
{
    private readonly Lazy<RowSpace> _space;
    private readonly List<IDisposable> _kept = [];

    /// <summary>Takes prepared training profiles.</summary>
    /// <param name="profiles">[n, genes], prepared by what was fitted on them.</param>
    public TrainingFold(ExpressionMatrix profiles)
    {
        ArgumentNullException.ThrowIfNull(profiles);
        Profiles = profiles;
        _space = new(() => RowSpace.Of(profiles));
    }

    /// <summary>The profiles, [n, genes].</summary>
    public ExpressionMatrix Profiles { get; }

    /// <summary>Their space, computed once.</summary>
    public RowSpace Space => _space.Value;

    /// <summary>Frees a model of the fold together with it.</summary>
    public T Keep<T>(T model) where T : IDisposable
    {
        _kept.Add(model);
        return model;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var model in _kept) model.Dispose();
        if (_space.IsValueCreated) _space.Value.Dispose();
    }
}
