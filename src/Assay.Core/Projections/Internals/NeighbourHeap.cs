namespace Assay.Core.Projections.Internals;

/// <summary>Keeps the nearest few of many: a heap with the farthest on top, in memory that belongs to the result. Equal distances are ordered by id.</summary>
internal sealed class NeighbourHeap(Memory<int> ids, Memory<float> distances)
{
    private int _count;

    /// <summary>Takes a candidate in if it is nearer than the farthest kept.</summary>
    public void Offer(int id, float distance)
    {
        var keys = distances.Span;
        var values = ids.Span;
        if (_count < keys.Length)
        {
            var at = _count++;
            for (int parent; at > 0 && Farther(distance, id, keys[parent = (at - 1) / 2], values[parent]); at = parent)
                (keys[at], values[at]) = (keys[parent], values[parent]);
            (keys[at], values[at]) = (distance, id);
        }
        else if (Farther(keys[0], values[0], distance, id)) Sink(keys, values, id, distance);
    }

    /// <summary>Brings the kept ones into order, nearest first.</summary>
    public void Sort()
    {
        var keys = distances.Span[.._count];
        var values = ids.Span[.._count];
        while (keys.Length > 1)
        {
            var (distance, id) = (keys[^1], values[^1]);
            (keys[^1], values[^1]) = (keys[0], values[0]);
            keys = keys[..^1];
            values = values[..^1];
            Sink(keys, values, id, distance);
        }
    }

    // Puts an entry in the place of the top.
    private static void Sink(Span<float> keys, Span<int> values, int id, float distance)
    {
        var at = 0;
        while (true)
        {
            var child = 2 * at + 1;
            if (child >= keys.Length) break;
            if (child + 1 < keys.Length && Farther(keys[child + 1], values[child + 1], keys[child], values[child])) child++;
            if (!Farther(keys[child], values[child], distance, id)) break;
            (keys[at], values[at]) = (keys[child], values[child]);
            at = child;
        }
        (keys[at], values[at]) = (distance, id);
    }

    private static bool Farther(float distance, int id, float than, int thanId) => distance > than || (distance == than && id > thanId);
}
