using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Assay.Core.Memory;
using Assay.Core.Progress;
using Assay.Embeddings.Vectors.Internals;

namespace Assay.Embeddings.Evaluation.Internals;

/// <summary>
/// Answers many analogy questions at once. A question is right if no word but its three scores higher than d, so it is enough to count the words
/// above d's score: a matrix product of words × questions whose results never leave the registers. Blocked so that a group of questions stays in
/// the first cache and a block of words in the second.
/// </summary>
internal static unsafe class AnalogySearch
{
    private const int GroupSize = 16;     // questions in a group: one 512-bit vector of them, or two of 256 bits
    private const int TileRows = 6;       // 6 × 2 sums and their operands fit in sixteen registers
    private const int BlockRows = 516;    // some 230 KB at 100 dimensions

    public static bool[] Right(
        UnitRows unit, int words, List<AnalogyQuestion> questions, int threads, IProgress<ProgressReport>? progress, CancellationToken cancellation)
    {
        var right = new bool[questions.Count];
        var groups = (questions.Count + GroupSize - 1) / GroupSize;
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var done = 0;
        const int Chunk = 64; // groups that share a pass over the words
        var chunks = (groups + Chunk - 1) / Chunk;
        Parallel.For(0, chunks, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation }, chunk =>
        {
            var from = chunk * Chunk * GroupSize;
            var mine = CollectionsMarshal.AsSpan(questions)[from..Math.Min(questions.Count, from + Chunk * GroupSize)];
            Answer(unit, words, mine, right.AsSpan(from, mine.Length));
            var total = Interlocked.Add(ref done, mine.Length);
            progress?.Report(new ProgressReport { Stage = "answering analogies", Done = total, Total = questions.Count, Unit = "questions", Elapsed = watch.Elapsed });
        });
        GC.KeepAlive(unit); // its rows are read through pointers
        return right;
    }

    private static void Answer(UnitRows unit, int words, ReadOnlySpan<AnalogyQuestion> questions, Span<bool> right)
    {
        var rows = unit.Rows;
        var groups = (questions.Length + GroupSize - 1) / GroupSize;
        var groupLength = rows.Columns * GroupSize;
        var queries = Allocate(groups * groupLength);
        var bars = Allocate(groups * GroupSize);
        var above = (int*)Allocate(groups * GroupSize);
        try
        {
            for (var i = 0; i < groups * GroupSize; i++) bars[i] = float.PositiveInfinity;
            for (var i = 0; i < questions.Length; i++)
            {
                var query = queries + (nint)(i / GroupSize) * groupLength + i % GroupSize;
                Pack(rows, questions[i], query);
                bars[i] = Score(rows.RowPointer(questions[i].D), query, rows.Columns);
            }
            for (var block = 0; block < words; block += BlockRows)
            {
                var end = Math.Min(words, block + BlockRows);
                for (var group = 0; group < groups; group++)
                    CountAbove(rows, block, end, queries + (nint)group * groupLength, bars + group * GroupSize, above + group * GroupSize);
            }
            for (var i = 0; i < questions.Length; i++)
            {
                var query = queries + (nint)(i / GroupSize) * groupLength + i % GroupSize;
                right[i] = above[i] == OwnAbove(rows, questions[i], query, bars[i]) && questions[i].D != questions[i].A && questions[i].D != questions[i].B && questions[i].D != questions[i].C;
            }
        }
        finally
        {
            NativeMemory.AlignedFree(queries);
            NativeMemory.AlignedFree(bars);
            NativeMemory.AlignedFree(above);
        }
    }

    /// <summary>b − a + c of unit vectors, one number every <see cref="GroupSize"/>.</summary>
    private static void Pack(NativeMatrix rows, AnalogyQuestion question, float* query)
    {
        var a = rows.Row(question.A);
        var b = rows.Row(question.B);
        var c = rows.Row(question.C);
        for (var i = 0; i < a.Length; i++) query[(nint)i * GroupSize] = b[i] - a[i] + c[i];
    }

    /// <summary>How many of the question's own words score above d; they are no answers.</summary>
    private static int OwnAbove(NativeMatrix rows, AnalogyQuestion question, float* query, float bar)
    {
        var count = 0;
        Span<int> own = [question.A, question.B, question.C];
        for (var i = 0; i < own.Length; i++)
        {
            if (!own[..i].Contains(own[i]) && Score(rows.RowPointer(own[i]), query, rows.Columns) > bar) count++;
        }
        return count;
    }

    /// <summary>A score by the same operations in the same order as in <see cref="Tile"/>, so that the comparison is exact.</summary>
    private static float Score(float* row, float* query, int columns)
    {
        var sum = Vector128<float>.Zero;
        for (nint i = 0; i < columns; i++) sum = Vector128.FusedMultiplyAdd(Vector128.Create(row[i]), Vector128.Create(query[i * GroupSize]), sum);
        return sum.ToScalar();
    }

    private static void CountAbove(NativeMatrix rows, int from, int to, float* queries, float* bars, int* above)
    {
        var barLow = Vector256.Load(bars);
        var barHigh = Vector256.Load(bars + 8);
        var countLow = Vector256.Load(above);
        var countHigh = Vector256.Load(above + 8);
        var row = from;
        for (; row + TileRows <= to; row += TileRows) Tile(rows.RowPointer(row), rows.Stride, rows.Columns, queries, barLow, barHigh, ref countLow, ref countHigh);
        for (; row < to; row++)
        {
            var pointer = rows.RowPointer(row);
            Vector256<float> low = default, high = default;
            for (nint i = 0; i < rows.Columns; i++)
            {
                var value = Vector256.Create(pointer[i]);
                low = Vector256.FusedMultiplyAdd(value, Vector256.Load(queries + i * GroupSize), low);
                high = Vector256.FusedMultiplyAdd(value, Vector256.Load(queries + i * GroupSize + 8), high);
            }
            countLow -= Vector256.GreaterThan(low, barLow).AsInt32();
            countHigh -= Vector256.GreaterThan(high, barHigh).AsInt32();
        }
        countLow.Store(above);
        countHigh.Store(above + 8);
    }

    private static void Tile(
        float* r0, int stride, int columns, float* queries,
        Vector256<float> barLow, Vector256<float> barHigh, ref Vector256<int> countLow, ref Vector256<int> countHigh)
    {
        float* r1 = r0 + stride, r2 = r1 + stride, r3 = r2 + stride, r4 = r3 + stride, r5 = r4 + stride;
        Vector256<float> a0 = default, a1 = default, a2 = default, a3 = default, a4 = default, a5 = default;
        Vector256<float> b0 = default, b1 = default, b2 = default, b3 = default, b4 = default, b5 = default;
        for (nint i = 0; i < columns; i++)
        {
            var low = Vector256.Load(queries);
            var high = Vector256.Load(queries + 8);
            queries += GroupSize;
            var value = Vector256.Create(r0[i]);
            a0 = Vector256.FusedMultiplyAdd(value, low, a0);
            b0 = Vector256.FusedMultiplyAdd(value, high, b0);
            value = Vector256.Create(r1[i]);
            a1 = Vector256.FusedMultiplyAdd(value, low, a1);
            b1 = Vector256.FusedMultiplyAdd(value, high, b1);
            value = Vector256.Create(r2[i]);
            a2 = Vector256.FusedMultiplyAdd(value, low, a2);
            b2 = Vector256.FusedMultiplyAdd(value, high, b2);
            value = Vector256.Create(r3[i]);
            a3 = Vector256.FusedMultiplyAdd(value, low, a3);
            b3 = Vector256.FusedMultiplyAdd(value, high, b3);
            value = Vector256.Create(r4[i]);
            a4 = Vector256.FusedMultiplyAdd(value, low, a4);
            b4 = Vector256.FusedMultiplyAdd(value, high, b4);
            value = Vector256.Create(r5[i]);
            a5 = Vector256.FusedMultiplyAdd(value, low, a5);
            b5 = Vector256.FusedMultiplyAdd(value, high, b5);
        }
        // A comparison is −1 in each lane where it holds.
        countLow -= Above(a0, barLow) + Above(a1, barLow) + Above(a2, barLow) + Above(a3, barLow) + Above(a4, barLow) + Above(a5, barLow);
        countHigh -= Above(b0, barHigh) + Above(b1, barHigh) + Above(b2, barHigh) + Above(b3, barHigh) + Above(b4, barHigh) + Above(b5, barHigh);
    }

    private static Vector256<int> Above(Vector256<float> scores, Vector256<float> bars) => Vector256.GreaterThan(scores, bars).AsInt32();

    private static float* Allocate(int count)
    {
        var bytes = (nuint)Math.Max(1, count) * sizeof(float);
        var memory = NativeMemory.AlignedAlloc(bytes, 64);
        NativeMemory.Clear(memory, bytes);
        return (float*)memory;
    }
}
