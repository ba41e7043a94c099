namespace Assay.Architecture.Drawing.Internals;

/// <summary>Puts layers below each other and breaks a tall drawing into columns, where few edges are cut.</summary>
internal static class ColumnBreaks
{
    private const double LayerGap = 36;
    private const double ColumnGap = 70;
    private const double Edge = 16;
    private const double MarkRoom = 26;

    // A drawing may be this much taller than wide before it is broken.
    private const double TallestRatio = 1;

    public static (List<LayoutEdge> Edges, double Width, double Height) Arrange(LayeredGraph layers, BoxGraph graph, int? columns)
    {
        var heights = layers.Rows.Select(row => row.Where(layers.IsBox).Select(vertex => graph.Boxes[vertex].Height).DefaultIfEmpty(0).Max()).ToArray();
        var starts = Starts(layers, heights, columns);
        var top = new double[heights.Length];
        var shift = new double[heights.Length];
        var (left, height) = (Edge, 0.0);
        for (var column = 0; column < starts.Count; column++)
        {
            var end = column + 1 < starts.Count ? starts[column + 1] : heights.Length;
            var rows = Enumerable.Range(starts[column], end - starts[column]).ToArray();
            var least = rows.SelectMany(row => layers.Rows[row]).Select(vertex => layers.X[vertex] - layers.WidthOf(vertex) / 2).DefaultIfEmpty(0).Min();
            var most = rows.SelectMany(row => layers.Rows[row]).Select(vertex => layers.X[vertex] + layers.WidthOf(vertex) / 2).DefaultIfEmpty(0).Max();
            var y = Edge + (column > 0 ? MarkRoom : 0);
            foreach (var row in rows)
            {
                (top[row], shift[row]) = (y, left - least);
                y += heights[row] + LayerGap;
            }
            height = Math.Max(height, y - LayerGap + (column + 1 < starts.Count ? MarkRoom : 0));
            left += most - least + ColumnGap;
        }
        for (var i = 0; i < graph.Boxes.Count; i++)
        {
            var (box, row) = (graph.Boxes[i], layers.Layer[i]);
            (box.X, box.Y) = (layers.X[i] + shift[row] - box.Width / 2, top[row] + (heights[row] - box.Height) / 2);
        }
        return (Edges(layers, graph, starts, top, heights, shift), left - ColumnGap + Edge + 60, height + Edge);
    }

    private static List<int> Starts(LayeredGraph layers, double[] heights, int? columns)
    {
        var total = heights.Sum() + LayerGap * heights.Length;
        var wide = layers.X.Length == 0 ? 0 : Enumerable.Range(0, layers.X.Length).Max(vertex => layers.X[vertex] + layers.WidthOf(vertex) / 2) - Enumerable.Range(0, layers.X.Length).Min(vertex => layers.X[vertex] - layers.WidthOf(vertex) / 2);
        var count = columns ?? Math.Max(1, (int)Math.Round(Math.Sqrt(total / (TallestRatio * (wide + ColumnGap)))));
        count = Math.Clamp(count, 1, Math.Max(1, heights.Length));
        var starts = new List<int> { 0 };
        for (var column = 1; column < count; column++)
        {
            // Near the wished height, behind few boxes: then few different edges are cut.
            var wished = total * column / count;
            var (best, cost) = (-1, double.PositiveInfinity);
            var y = 0.0;
            for (var row = 0; row < heights.Length; row++)
            {
                if (row > starts[^1])
                {
                    var penalty = Math.Abs(y - wished) / (total / count) * 4 + 3 * (layers.Rows[row - 1].Count - 1);
                    if (penalty < cost) (best, cost) = (row, penalty);
                }
                y += heights[row] + LayerGap;
            }
            if (best > 0) starts.Add(best);
        }
        return starts;
    }

    private static List<LayoutEdge> Edges(LayeredGraph layers, BoxGraph graph, List<int> starts, double[] top, double[] heights, double[] shift)
    {
        var edges = new List<LayoutEdge>();
        var labelled = new HashSet<(int, string)>();
        var marks = new Dictionary<(int, int), string>();
        var arrivals = new Dictionary<(int, int), int>();
        for (var i = 0; i < graph.Edges.Count; i++)
        {
            var (from, to, label) = graph.Edges[i];
            var path = layers.Paths[i];
            var points = new List<(double, double)> { (layers.X[from] + shift[layers.Layer[from]], graph.Boxes[from].Y + graph.Boxes[from].Height) };
            var text = labelled.Add((from, label)) ? label : "";
            var (labelX, labelY) = (points[0].Item1 + 5, top[layers.Layer[from]] + heights[layers.Layer[from]] + 15);
            var start = "";
            for (var p = 1; p < path.Count; p++)
            {
                var row = layers.Layer[path[p]];
                if (starts.Contains(row) && row > 0)
                {
                    // One mark for all edges of a tensor that are cut here.
                    if (!marks.TryGetValue((from, row), out var mark)) marks[(from, row)] = mark = Letter(marks.Count);
                    var before = layers.Layer[path[p - 1]];
                    points.Add((layers.X[path[p - 1]] + shift[before], top[before] + heights[before] + MarkRoom));
                    edges.Add(new(from, to, points, text, labelX, labelY) { StartMark = start, EndMark = mark });
                    start = mark;
                    // Edges that arrive at one box from elsewhere stand beside each other.
                    var beside = arrivals[(path[p], row)] = arrivals.GetValueOrDefault((path[p], row), -1) + 1;
                    points = [(layers.X[path[p]] + shift[row] + 22 * beside, top[row] - MarkRoom)];
                    text = "";
                }
                var x = layers.X[path[p]] + shift[row];
                if (p == path.Count - 1) points.Add((x, graph.Boxes[to].Y));
                else points.AddRange([(x, top[row]), (x, top[row] + heights[row])]);
            }
            edges.Add(new(from, to, points, text, labelX, labelY) { StartMark = start });
        }
        return edges;
    }

    private static string Letter(int number) => number < 26 ? ((char)('A' + number)).ToString() : $"{(char)('A' + number % 26)}{number / 26}";
}
