using System.Runtime.CompilerServices;

namespace Assay.Embeddings.Training.Internals.Kernels;

internal static unsafe partial class WindowKernel<TLanes, TVector>
{
    /// <summary>Z = In·Outᵀ in tiles of 2 inputs × 6 outputs: twelve sums in registers for eight loads.</summary>
    private static void Logits(ref readonly WindowRows window)
    {
        var outputs = window.Outputs;
        var columns = window.Columns;
        var input = 0;
        for (; input + 2 <= window.Inputs; input += 2)
        {
            var target = window.Slopes + input * outputs;
            var output = 0;
            for (; output + 6 <= outputs; output += 6)
                Dots2X6(window.Input[input], window.Input[input + 1], window.Output + output, columns, target + output, target + outputs + output);
            if (output == outputs) continue;
            Dots1X3(window.Input[input], window.Output + output, columns, target + output);
            Dots1X3(window.Input[input + 1], window.Output + output, columns, target + outputs + output);
        }
        if (input < window.Inputs)
        {
            var target = window.Slopes + input * outputs;
            var output = 0;
            for (; output + 6 <= outputs; output += 6) Dots1X6(window.Input[input], window.Output + output, columns, target + output);
            if (output < outputs) Dots1X3(window.Input[input], window.Output + output, columns, target + output);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Dots2X6(float* first, float* second, float** rows, int columns, float* firstTarget, float* secondTarget)
    {
        float* r0 = rows[0], r1 = rows[1], r2 = rows[2], r3 = rows[3], r4 = rows[4], r5 = rows[5];
        var a0 = TLanes.Broadcast(0);
        TVector a1 = a0, a2 = a0, a3 = a0, a4 = a0, a5 = a0, b0 = a0, b1 = a0, b2 = a0, b3 = a0, b4 = a0, b5 = a0;
        for (nint i = 0; i < columns; i += TLanes.Width)
        {
            var x = TLanes.Load(first + i);
            var y = TLanes.Load(second + i);
            var row = TLanes.Load(r0 + i);
            a0 = TLanes.MultiplyAdd(x, row, a0);
            b0 = TLanes.MultiplyAdd(y, row, b0);
            row = TLanes.Load(r1 + i);
            a1 = TLanes.MultiplyAdd(x, row, a1);
            b1 = TLanes.MultiplyAdd(y, row, b1);
            row = TLanes.Load(r2 + i);
            a2 = TLanes.MultiplyAdd(x, row, a2);
            b2 = TLanes.MultiplyAdd(y, row, b2);
            row = TLanes.Load(r3 + i);
            a3 = TLanes.MultiplyAdd(x, row, a3);
            b3 = TLanes.MultiplyAdd(y, row, b3);
            row = TLanes.Load(r4 + i);
            a4 = TLanes.MultiplyAdd(x, row, a4);
            b4 = TLanes.MultiplyAdd(y, row, b4);
            row = TLanes.Load(r5 + i);
            a5 = TLanes.MultiplyAdd(x, row, a5);
            b5 = TLanes.MultiplyAdd(y, row, b5);
        }
        TLanes.StoreSums(firstTarget, a0, a1, a2, a3, a4, a5);
        TLanes.StoreSums(secondTarget, b0, b1, b2, b3, b4, b5);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Dots1X6(float* first, float** rows, int columns, float* target)
    {
        float* r0 = rows[0], r1 = rows[1], r2 = rows[2], r3 = rows[3], r4 = rows[4], r5 = rows[5];
        var a0 = TLanes.Broadcast(0);
        TVector a1 = a0, a2 = a0, a3 = a0, a4 = a0, a5 = a0;
        for (nint i = 0; i < columns; i += TLanes.Width)
        {
            var x = TLanes.Load(first + i);
            a0 = TLanes.MultiplyAdd(x, TLanes.Load(r0 + i), a0);
            a1 = TLanes.MultiplyAdd(x, TLanes.Load(r1 + i), a1);
            a2 = TLanes.MultiplyAdd(x, TLanes.Load(r2 + i), a2);
            a3 = TLanes.MultiplyAdd(x, TLanes.Load(r3 + i), a3);
            a4 = TLanes.MultiplyAdd(x, TLanes.Load(r4 + i), a4);
            a5 = TLanes.MultiplyAdd(x, TLanes.Load(r5 + i), a5);
        }
        TLanes.StoreSums(target, a0, a1, a2, a3, a4, a5);
    }

    private static void Dots1X3(float* first, float** rows, int columns, float* target)
    {
        float* r0 = rows[0], r1 = rows[1], r2 = rows[2];
        var a0 = TLanes.Broadcast(0);
        TVector a1 = a0, a2 = a0;
        for (nint i = 0; i < columns; i += TLanes.Width)
        {
            var x = TLanes.Load(first + i);
            a0 = TLanes.MultiplyAdd(x, TLanes.Load(r0 + i), a0);
            a1 = TLanes.MultiplyAdd(x, TLanes.Load(r1 + i), a1);
            a2 = TLanes.MultiplyAdd(x, TLanes.Load(r2 + i), a2);
        }
        TLanes.StoreSums(target, a0, a1, a2);
    }
}
