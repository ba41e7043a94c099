namespace Assay.Torch.Optimisers;

/// <summary>Limits of the gradients of a step (Pascanu, Mikolov and Bengio 2013, section 3.2). Both may be set; the norm's scaling comes first.</summary>
public readonly record struct GradientClipping()
{
    /// <summary>
    /// Greatest Euclidean norm of all gradients together: beyond it they are scaled down and keep their direction. Costs one more reading of the
    /// gradients, and gives the norm. Null for no limit.
    /// </summary>
    public double? Norm { get; init; }

    /// <summary>Greatest absolute value of each element: cheaper, but it bends the direction. Null for no limit.</summary>
    public double? Value { get; init; }

    /// <summary>No limits.</summary>
    public static GradientClipping None => new();

    internal void Validate()
    {
        if (Norm is { } norm && !(norm > 0)) throw new ArgumentOutOfRangeException(nameof(Norm), norm, "A limit is positive.");
        if (Value is { } value && !(value > 0)) throw new ArgumentOutOfRangeException(nameof(Value), value, "A limit is positive.");
    }
}
