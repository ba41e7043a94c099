namespace Assay.Core.Projections.Internals;

/// <summary>
/// A quad tree over points of the plane for the repulsive forces of t-SNE (van der Maaten 2014, section 4.2): a cell that is small for its distance
/// acts as its centre of mass. Points are sorted along the Z-order curve (Morton 1966), so that each cell is a range of them, and cells lie in the order
/// of a walk from the root, each with the index behind its last descendant: the walk needs no stack. The memory is used again for every tree.
/// </summary>
internal sealed class RepulsionTree
{
    private const int Levels = 24; // bits of each coordinate: cells down to 6e-8 of the map's width

    private readonly ulong[] _codes;
    private readonly PlanePoint[] _sorted;
    private readonly int[] _places; // of each point among the sorted
    private Cell[] _cells;
    private int _cellCount;

    public RepulsionTree(int points)
    {
        _codes = new ulong[points];
        Order = new int[points];
        _sorted = new PlanePoint[points];
        _places = new int[points];
        _cells = new Cell[Math.Max(16, 2 * points)];
    }

    /// <summary>Ids of the points along the curve: neighbours in this order are neighbours in the plane.</summary>
    public int[] Order { get; }

    /// <summary>Builds the tree of these points.</summary>
    public void Build(ReadOnlySpan<PlanePoint> points)
    {
        var (low, high) = (points[0], points[0]);
        foreach (var point in points)
        {
            low = new PlanePoint(Math.Min(low.X, point.X), Math.Min(low.Y, point.Y));
            high = new PlanePoint(Math.Max(high.X, point.X), Math.Max(high.Y, point.Y));
        }
        var width = Math.Max(high.X - low.X, high.Y - low.Y);
        var scale = width > 0 ? (1 << Levels) * (1 - 1e-9) / width : 0;
        for (var i = 0; i < points.Length; i++)
        {
            _codes[i] = Spread((uint)((points[i].X - low.X) * scale)) | (Spread((uint)((points[i].Y - low.Y) * scale)) << 1);
            Order[i] = i;
        }
        Array.Sort(_codes, Order);
        for (var i = 0; i < points.Length; i++)
        {
            _sorted[i] = points[Order[i]];
            _places[Order[i]] = i;
        }
        _cellCount = 0;
        AddCell(0, points.Length, Levels, width);
    }

    /// <summary>Σ_j (1 + d_ij²)⁻² (y_i − y_j) and Σ_j (1 + d_ij²)⁻¹ over all other points j.</summary>
    /// <param name="point">i.</param>
    /// <param name="theta">A cell is taken as a whole where its width is below theta times its distance; 0 is exact.</param>
    public (PlanePoint Force, double Weight) Repulsion(int point, double theta)
    {
        var place = _places[point];
        var here = _sorted[place];
        var squaredTheta = theta * theta;
        double x = 0, y = 0, weight = 0;
        var cells = _cells;
        for (var i = 0; i < _cellCount;)
        {
            ref readonly var cell = ref cells[i];
            var (dx, dy) = (here.X - cell.X, here.Y - cell.Y);
            var distance = dx * dx + dy * dy;
            if (!cell.IsLeaf && cell.SquaredWidth >= squaredTheta * distance)
            {
                i++;
                continue;
            }
            // A leaf holds one point, or several that are as good as equal; itself does not count.
            var count = cell.IsLeaf && place >= cell.Start && place < cell.Start + cell.Count ? cell.Count - 1 : cell.Count;
            var closeness = 1 / (1 + distance);
            var share = count * closeness;
            weight += share;
            share *= closeness;
            x += share * dx;
            y += share * dy;
            i = cell.Next;
        }
        return (new PlanePoint(x, y), weight);
    }

    private (double X, double Y) AddCell(int start, int end, int level, double width)
    {
        if (_cellCount == _cells.Length) Array.Resize(ref _cells, 2 * _cells.Length);
        var index = _cellCount++;
        double x = 0, y = 0; // sums
        // A cell whose points all lie in one of its quarters has no use: go down to where they part.
        while (level > 0 && Quarter(start, level) == Quarter(end - 1, level)) (level, width) = (level - 1, width / 2);
        var leaf = level == 0;
        if (leaf)
        {
            for (var i = start; i < end; i++) (x, y) = (x + _sorted[i].X, y + _sorted[i].Y);
        }
        else
        {
            for (var from = start; from < end;)
            {
                var to = EndOfQuarter(from, end, level);
                var (childX, childY) = AddCell(from, to, level - 1, width / 2);
                (x, y) = (x + childX, y + childY);
                from = to;
            }
        }
        var count = end - start;
        _cells[index] = new Cell { X = x / count, Y = y / count, SquaredWidth = width * width, Count = count, Start = start, Next = _cellCount, IsLeaf = leaf };
        return (x, y);
    }

    private ulong Quarter(int place, int level) => (_codes[place] >> (2 * level - 2)) & 3;

    private int EndOfQuarter(int from, int end, int level)
    {
        var quarter = Quarter(from, level);
        var (low, high) = (from + 1, end); // the first place of another quarter is in [low, high]
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Quarter(middle, level) == quarter) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    // Puts a zero before every bit.
    private static ulong Spread(uint value)
    {
        ulong bits = value;
        bits = (bits | (bits << 16)) & 0x0000FFFF0000FFFF;
        bits = (bits | (bits << 8)) & 0x00FF00FF00FF00FF;
        bits = (bits | (bits << 4)) & 0x0F0F0F0F0F0F0F0F;
        bits = (bits | (bits << 2)) & 0x3333333333333333;
        return (bits | (bits << 1)) & 0x5555555555555555;
    }

    private struct Cell
    {
        public double X;
        public double Y;
        public double SquaredWidth;
        public int Count;
        public int Start;
        public int Next;
        public bool IsLeaf;
    }
}
