namespace Assay.Architecture.ReceptiveFields.Internals;

/// <summary>Which axes of the input are those of an image: found from what moves along them, since images stand as NCHW and as NHWC.</summary>
internal sealed class SpatialAxes(int rank)
{
    private readonly SortedSet<int> _windowed = [];
    private readonly SortedSet<int> _resized = [];

    /// <summary>A window moves along an axis of a tensor.</summary>
    public void AddWindowed(AxisState[] states, int tensorAxis) => Add(_windowed, states, tensorAxis);

    /// <summary>An axis of a tensor is resized; that of an image need not be resized along both of its axes.</summary>
    public void AddResized(AxisState[] states, int tensorAxis) => Add(_resized, states, tensorAxis);

    /// <summary>The axes in order; from 2 on where nothing speaks against it.</summary>
    public int[] ToArray()
    {
        if (_windowed.Count > 0) return [.. _windowed];
        return _resized.Any(axis => axis < 2) ? [.. _resized] : [.. Enumerable.Range(0, rank).Skip(2)];
    }

    private static void Add(SortedSet<int> axes, AxisState[] states, int tensorAxis)
    {
        for (var axis = 0; axis < states.Length; axis++)
            if (states[axis].TensorAxis == tensorAxis) axes.Add(axis);
    }
}
