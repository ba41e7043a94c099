namespace Assay.Embeddings.Vectors.Internals;

/// <summary>The k best of many: a heap with the worst of them on top. Of equal scores the smaller id is better, so that the answer does not depend on threads.</summary>
internal sealed class TopList(int capacity)
{
    private readonly PriorityQueue<int, (float Score, int Order)> _heap = new(capacity + 1);

    /// <summary>What a score must exceed to be of interest.</summary>
    public float Threshold { get; private set; } = float.NegativeInfinity;

    public void Offer(int id, float score)
    {
        if (_heap.Count < capacity)
        {
            _heap.Enqueue(id, (score, -id));
        }
        else
        {
            if (score < Threshold) return;
            _heap.EnqueueDequeue(id, (score, -id));
        }
        if (_heap.Count == capacity && _heap.TryPeek(out _, out var worst)) Threshold = worst.Score;
    }

    public void Take(TopList other)
    {
        foreach (var (id, priority) in other._heap.UnorderedItems) Offer(id, priority.Score);
    }

    /// <summary>Best first.</summary>
    public IReadOnlyList<(int Id, float Score)> Sorted() =>
        [.. _heap.UnorderedItems.OrderByDescending(item => item.Priority.Score).ThenBy(item => item.Element).Select(item => (item.Element, item.Priority.Score))];
}
