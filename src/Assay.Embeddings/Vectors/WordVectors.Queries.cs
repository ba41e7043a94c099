using System.Runtime.InteropServices;
using Assay.Core.Errors;
using Assay.Embeddings.Queries;
using Assay.Embeddings.Vectors.Internals;

namespace Assay.Embeddings.Vectors;

public sealed unsafe partial class WordVectors
{
    /// <summary>The words most like a word, by the cosine of their vectors, without the word itself.</summary>
    /// <exception cref="InputException">The word is not in the vocabulary.</exception>
    public IReadOnlyList<Neighbour> Nearest(string word, int top = 10)
    {
        var id = Id(word);
        return Search(Unit.Rows.Row(id), top, [id]);
    }

    /// <summary>The words most like each of several words.</summary>
    /// <exception cref="InputException">A word is not in the vocabulary; none is answered then.</exception>
    public IReadOnlyList<IReadOnlyList<Neighbour>> Nearest(IReadOnlyList<string> words, int top = 10)
    {
        ArgumentNullException.ThrowIfNull(words);
        int[] ids = [.. words.Select(Id)];
        var answers = new IReadOnlyList<Neighbour>[ids.Length];
        for (var i = 0; i < ids.Length; i++) answers[i] = Search(Unit.Rows.Row(ids[i]), top, [ids[i]]);
        return answers;
    }

    /// <summary>The words whose vectors are most like a vector.</summary>
    /// <param name="query">Any vector, shape [d]; its length does not matter.</param>
    /// <param name="top">How many.</param>
    /// <param name="exclude">Ids to leave out.</param>
    public IReadOnlyList<Neighbour> Nearest(ReadOnlySpan<float> query, int top = 10, params ReadOnlySpan<int> exclude)
    {
        if (query.Length != Dimensions) throw new ArgumentException($"The query has {query.Length} numbers, the vectors have {Dimensions}.", nameof(query));
        var unit = new float[Dimensions];
        UnitRows.Normalise(query, unit);
        return Search(unit, top, exclude);
    }

    /// <summary>The cosine of the vectors of two words.</summary>
    /// <exception cref="InputException">A word is not in the vocabulary.</exception>
    public float Similarity(string first, string second)
    {
        var left = this[Id(first)];
        var right = this[Id(second)];
        double dot = 0, leftSquare = 0, rightSquare = 0;
        for (var i = 0; i < left.Length; i++)
        {
            dot += (double)left[i] * right[i];
            leftSquare += (double)left[i] * left[i];
            rightSquare += (double)right[i] * right[i];
        }
        return leftSquare > 0 && rightSquare > 0 ? (float)(dot / Math.Sqrt(leftSquare * rightSquare)) : 0;
    }

    /// <summary>"a is to b as c is to ?": the best answers, without the three words.</summary>
    /// <exception cref="InputException">A word is not in the vocabulary.</exception>
    public IReadOnlyList<Neighbour> Analogy(string a, string b, string c, int top = 1, AnalogyMethod method = AnalogyMethod.CosAdd)
    {
        var (idA, idB, idC) = (Id(a), Id(b), Id(c));
        return method == AnalogyMethod.CosAdd ? Add(idA, idB, idC, top) : Multiply(idA, idB, idC, top);
    }

    /// <summary>The word that fits least with the others: the smallest cosine with the mean of their unit vectors.</summary>
    /// <param name="words">At least three words.</param>
    /// <exception cref="InputException">Fewer than three words, or one is not in the vocabulary.</exception>
    public string OddOneOut(IReadOnlyList<string> words)
    {
        ArgumentNullException.ThrowIfNull(words);
        if (words.Count < 3) throw new InputException($"{words.Count} words are too few to tell which is the odd one; give three or more.");
        int[] ids = [.. words.Select(Id)];
        var mean = new double[Dimensions];
        foreach (var id in ids)
        {
            var row = Unit.Rows.Row(id);
            for (var i = 0; i < mean.Length; i++) mean[i] += row[i];
        }
        return words[Enumerable.Range(0, ids.Length).MinBy(place =>
        {
            var row = Unit.Rows.Row(ids[place]);
            double dot = 0;
            for (var i = 0; i < mean.Length; i++) dot += row[i] * mean[i];
            return dot;
        })];
    }

    private IReadOnlyList<Neighbour> Add(int a, int b, int c, int top)
    {
        var query = new float[Dimensions];
        var rowA = Unit.Rows.Row(a);
        var rowB = Unit.Rows.Row(b);
        var rowC = Unit.Rows.Row(c);
        for (var i = 0; i < query.Length; i++) query[i] = rowB[i] - rowA[i] + rowC[i];
        return Nearest(query, top, a, b, c);
    }

    private IReadOnlyList<Neighbour> Multiply(int a, int b, int c, int top)
    {
        const float Epsilon = 0.001f;
        var best = new TopList(Wanted(top));
        var rowA = Unit.Rows.RowPointer(a);
        var rowB = Unit.Rows.RowPointer(b);
        var rowC = Unit.Rows.RowPointer(c);
        for (var id = 0; id < Count; id++)
        {
            if (id == a || id == b || id == c) continue;
            var score = (1 + Unit.Dot(id, rowB)) / 2 * ((1 + Unit.Dot(id, rowC)) / 2) / ((1 + Unit.Dot(id, rowA)) / 2 + Epsilon);
            best.Offer(id, score);
        }
        GC.KeepAlive(this); // the rows are read through pointers
        return Named(best);
    }

    private IReadOnlyList<Neighbour> Search(ReadOnlySpan<float> unit, int top, ReadOnlySpan<int> exclude)
    {
        var rows = Unit;
        var wanted = Wanted(top);
        var padded = (float*)NativeMemory.AlignedAlloc((nuint)rows.Rows.Stride * sizeof(float), 64);
        try
        {
            var target = new Span<float>(padded, rows.Rows.Stride);
            target.Clear();
            unit.CopyTo(target);
            var best = new TopList(wanted);
            var gate = new Lock();
            int[] left = [.. exclude];
            var coarse = rows.Coarse;
            RowRanges.InParallel(Count, (from, to) =>
            {
                var mine = new TopList(wanted);
                if (coarse is null) RowSearch.Scan(rows.Rows, padded, from, to, left, mine);
                else coarse.Scan(padded, from, to, left, wanted, mine);
                lock (gate) best.Take(mine);
            });
            return Named(best);
        }
        finally
        {
            NativeMemory.AlignedFree(padded);
            GC.KeepAlive(this); // the rows are read through pointers
        }
    }

    private int Wanted(int top)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(top);
        return Math.Min(top, Count);
    }

    private Neighbour[] Named(TopList best) => [.. best.Sorted().Select(entry => new Neighbour(Word(entry.Id), entry.Score))];
}
