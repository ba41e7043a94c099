namespace Assay.Core.Projections.Internals;

/// <summary>
/// Gradient descent of t-SNE with momentum and a gain for each coordinate (Jacobs 1988). Every point's forces are summed by one thread in one order,
/// and the sum over points is made in the order of the points, so the map does not depend on the number of threads.
/// </summary>
internal sealed class TsneDescent
{
    private const int Block = 64; // points that a thread takes at a time
    private const double MomentumWhileExaggerated = 0.5;
    private const double MomentumLater = 0.8;
    private const double LeastGain = 0.01;

    private readonly Affinities _affinities;
    private readonly TsneOptions _options;
    private readonly RepulsionTree _tree;
    private readonly PlanePoint[] _attraction;
    private readonly PlanePoint[] _repulsion;
    private readonly double[] _weights;
    private readonly PlanePoint[] _velocity;
    private readonly PlanePoint[] _gains;
    private readonly double _rate;
    private readonly ParallelOptions _parallel;

    public TsneDescent(Affinities affinities, PlanePoint[] start, TsneOptions options)
    {
        var points = start.Length;
        _affinities = affinities;
        _options = options;
        Positions = start;
        _tree = new RepulsionTree(points);
        _attraction = new PlanePoint[points];
        _repulsion = new PlanePoint[points];
        _weights = new double[points];
        _velocity = new PlanePoint[points];
        _gains = new PlanePoint[points];
        Array.Fill(_gains, new PlanePoint(1, 1));
        _rate = options.LearningRate ?? Math.Max(50, points / options.Exaggeration);
        _parallel = new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, options.Threads) };
    }

    /// <summary>Where the points are, [n].</summary>
    public PlanePoint[] Positions { get; }

    /// <summary>Z = Σ_{i≠j} (1 + d_ij²)⁻¹ at the last gradient.</summary>
    public double Partition { get; private set; }

    /// <summary>Makes one step.</summary>
    public void Step(int iteration)
    {
        var early = iteration < _options.ExaggeratedIterations;
        Gradient(early ? _options.Exaggeration : 1);
        var momentum = early ? MomentumWhileExaggerated : MomentumLater;
        double sumX = 0, sumY = 0;
        for (var i = 0; i < Positions.Length; i++)
        {
            var (gradient, velocity, gains) = (GradientOf(i), _velocity[i], _gains[i]);
            gains = new PlanePoint(Gain(gains.X, gradient.X, velocity.X), Gain(gains.Y, gradient.Y, velocity.Y));
            velocity = new PlanePoint(momentum * velocity.X - _rate * gains.X * gradient.X, momentum * velocity.Y - _rate * gains.Y * gradient.Y);
            (_gains[i], _velocity[i]) = (gains, velocity);
            Positions[i] = new PlanePoint(Positions[i].X + velocity.X, Positions[i].Y + velocity.Y);
            (sumX, sumY) = (sumX + Positions[i].X, sumY + Positions[i].Y);
        }
        var (meanX, meanY) = (sumX / Positions.Length, sumY / Positions.Length);
        for (var i = 0; i < Positions.Length; i++) Positions[i] = new PlanePoint(Positions[i].X - meanX, Positions[i].Y - meanY);
    }

    /// <summary>Computes the forces at the present positions; <see cref="GradientOf"/> has the result.</summary>
    /// <param name="exaggeration">Factor of the attraction.</param>
    public void Gradient(double exaggeration)
    {
        _tree.Build(Positions);
        Parallel.For(0, (Positions.Length + Block - 1) / Block, _parallel, block =>
        {
            // Along the curve, points of a block walk through the same cells.
            for (var place = block * Block; place < Math.Min((block + 1) * Block, Positions.Length); place++)
            {
                var i = _tree.Order[place];
                _attraction[i] = Attraction(i, exaggeration);
                (_repulsion[i], _weights[i]) = _tree.Repulsion(i, _options.Theta);
            }
        });
        Partition = 0;
        foreach (var weight in _weights) Partition += weight;
    }

    /// <summary>∂KL/∂y_i = 4 Σ_j (p_ij − q_ij)(1 + d_ij²)⁻¹(y_i − y_j) at the last <see cref="Gradient"/>.</summary>
    public PlanePoint GradientOf(int i)
    {
        var scale = Partition > 0 ? 1 / Partition : 0;
        return new PlanePoint(4 * (_attraction[i].X - _repulsion[i].X * scale), 4 * (_attraction[i].Y - _repulsion[i].Y * scale));
    }

    /// <summary>Σ p_ij log(p_ij / q_ij) with the present positions and the <see cref="Partition"/> of the last gradient.</summary>
    public double Divergence()
    {
        var sum = 0.0;
        for (var i = 0; i < Positions.Length; i++)
        {
            for (var edge = _affinities.Starts[i]; edge < _affinities.Starts[i + 1]; edge++)
            {
                var value = _affinities.Values[edge];
                if (value > 0) sum += value * Math.Log(value * Partition * (1 + SquaredDistance(i, _affinities.Columns[edge])));
            }
        }
        return sum;
    }

    private PlanePoint Attraction(int i, double exaggeration)
    {
        double x = 0, y = 0;
        var here = Positions[i];
        for (var edge = _affinities.Starts[i]; edge < _affinities.Starts[i + 1]; edge++)
        {
            var other = Positions[_affinities.Columns[edge]];
            var (dx, dy) = (here.X - other.X, here.Y - other.Y);
            var pull = _affinities.Values[edge] / (1 + dx * dx + dy * dy);
            (x, y) = (x + pull * dx, y + pull * dy);
        }
        return new PlanePoint(exaggeration * x, exaggeration * y);
    }

    private double SquaredDistance(int i, int j)
    {
        var (dx, dy) = (Positions[i].X - Positions[j].X, Positions[i].Y - Positions[j].Y);
        return dx * dx + dy * dy;
    }

    private static double Gain(double gain, double gradient, double velocity) =>
        Math.Max(LeastGain, gradient > 0 != velocity > 0 ? gain + 0.2 : gain * 0.8);
}
