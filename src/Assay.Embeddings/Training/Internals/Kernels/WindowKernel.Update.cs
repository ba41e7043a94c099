using System.Runtime.CompilerServices;

namespace Assay.Embeddings.Training.Internals.Kernels;

internal static unsafe partial class WindowKernel<TLanes, TVector>
{
    /// <summary>
    /// Both updates in one pass over the columns: the six output values of a column block and their new values stay in registers
    /// while the inputs go by. An input row that occurs twice is read again after its first update, so both count.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void UpdateSixOutputs(ref readonly WindowRows window)
    {
        var rows = window.Output;
        float* r0 = rows[0], r1 = rows[1], r2 = rows[2], r3 = rows[3], r4 = rows[4], r5 = rows[5];
        var columns = window.Columns;
        var inputs = window.Input;
        var end = inputs + window.Inputs;
        for (nint i = 0; i < columns; i += TLanes.Width)
        {
            TVector o0 = TLanes.Load(r0 + i), o1 = TLanes.Load(r1 + i), o2 = TLanes.Load(r2 + i);
            TVector o3 = TLanes.Load(r3 + i), o4 = TLanes.Load(r4 + i), o5 = TLanes.Load(r5 + i);
            TVector n0 = o0, n1 = o1, n2 = o2, n3 = o3, n4 = o4, n5 = o5;
            var slopes = window.Slopes;
            for (var input = inputs; input < end; input++)
            {
                var place = *input + i;
                var x = TLanes.Load(place);
                var g = TLanes.Broadcast(slopes[0]);
                var sum = TLanes.MultiplyAdd(g, o0, x);
                n0 = TLanes.MultiplyAdd(g, x, n0);
                g = TLanes.Broadcast(slopes[1]);
                var other = TLanes.Multiply(g, o1);
                n1 = TLanes.MultiplyAdd(g, x, n1);
                g = TLanes.Broadcast(slopes[2]);
                sum = TLanes.MultiplyAdd(g, o2, sum);
                n2 = TLanes.MultiplyAdd(g, x, n2);
                g = TLanes.Broadcast(slopes[3]);
                other = TLanes.MultiplyAdd(g, o3, other);
                n3 = TLanes.MultiplyAdd(g, x, n3);
                g = TLanes.Broadcast(slopes[4]);
                sum = TLanes.MultiplyAdd(g, o4, sum);
                n4 = TLanes.MultiplyAdd(g, x, n4);
                g = TLanes.Broadcast(slopes[5]);
                other = TLanes.MultiplyAdd(g, o5, other);
                n5 = TLanes.MultiplyAdd(g, x, n5);
                TLanes.Store(place, TLanes.Add(sum, other));
                slopes += 6;
            }
            TLanes.Store(r0 + i, n0);
            TLanes.Store(r1 + i, n1);
            TLanes.Store(r2 + i, n2);
            TLanes.Store(r3 + i, n3);
            TLanes.Store(r4 + i, n4);
            TLanes.Store(r5 + i, n5);
        }
    }

    /// <summary>
    /// The same for any number of outputs, three at a time. The inputs must keep their old values until every output has seen them,
    /// so their gradients are gathered aside and added at the end.
    /// </summary>
    private static void UpdateAnyOutputs(ref readonly WindowRows window)
    {
        for (var output = 0; output < window.Outputs; output += 3) UpdateThreeOutputs(in window, output);
        for (var input = 0; input < window.Inputs; input++)
        {
            var place = window.Input[input];
            var gradient = window.InputGradients + (nint)input * window.Stride;
            for (nint i = 0; i < window.Columns; i += TLanes.Width)
                TLanes.Store(place + i, TLanes.Add(TLanes.Load(place + i), TLanes.Load(gradient + i)));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void UpdateThreeOutputs(ref readonly WindowRows window, int output)
    {
        var rows = window.Output + output;
        float* r0 = rows[0], r1 = rows[1], r2 = rows[2];
        for (nint i = 0; i < window.Columns; i += TLanes.Width)
        {
            TVector o0 = TLanes.Load(r0 + i), o1 = TLanes.Load(r1 + i), o2 = TLanes.Load(r2 + i);
            TVector n0 = o0, n1 = o1, n2 = o2;
            var slopes = window.Slopes + output;
            var gradient = window.InputGradients + i;
            for (var input = 0; input < window.Inputs; input++)
            {
                var x = TLanes.Load(window.Input[input] + i);
                var g0 = TLanes.Broadcast(slopes[0]);
                var g1 = TLanes.Broadcast(slopes[1]);
                var g2 = TLanes.Broadcast(slopes[2]);
                n0 = TLanes.MultiplyAdd(g0, x, n0);
                n1 = TLanes.MultiplyAdd(g1, x, n1);
                n2 = TLanes.MultiplyAdd(g2, x, n2);
                var sum = output == 0 ? TLanes.Multiply(g0, o0) : TLanes.MultiplyAdd(g0, o0, TLanes.Load(gradient));
                sum = TLanes.MultiplyAdd(g1, o1, sum);
                TLanes.Store(gradient, TLanes.MultiplyAdd(g2, o2, sum));
                slopes += window.Outputs;
                gradient += window.Stride;
            }
            TLanes.Store(r0 + i, n0);
            TLanes.Store(r1 + i, n1);
            TLanes.Store(r2 + i, n2);
        }
    }
}
