namespace Assay.Torch.Training.Internals;

/// <summary>
/// All validations so far. What depends on them, the best, early stopping and plateaus, is worked out from the whole history each time:
/// a checkpoint needs no other state.
/// </summary>
internal sealed class ValidationHistory(TrainingOptions options)
{
    private readonly List<ValidationPoint> _points = [];
    private int _sincePlateau;

    public IReadOnlyList<ValidationPoint> Points => _points;

    public ValidationPoint? Best { get; private set; }

    /// <summary>Validations since the last improvement.</summary>
    public int SinceBest { get; private set; }

    /// <summary>How often the patience of the schedule has run out.</summary>
    public int Plateaus { get; private set; }

    public bool IsOver => options.Patience > 0 && SinceBest >= options.Patience;

    /// <summary>Takes in a validation.</summary>
    /// <returns>Whether it is the best so far.</returns>
    public bool Add(ValidationPoint point)
    {
        _points.Add(point);
        if (IsImprovement(point.Value))
        {
            Best = point;
            SinceBest = _sincePlateau = 0;
            return true;
        }
        SinceBest++;
        if (++_sincePlateau < options.Schedule.PlateauPatience) return false;
        Plateaus++;
        _sincePlateau = 0;
        return false;
    }

    private bool IsImprovement(double value)
    {
        if (double.IsNaN(value)) return false;
        if (Best is not { } best) return true;
        return options.HigherIsBetter ? value > best.Value + options.LeastImprovement : value < best.Value - options.LeastImprovement;
    }
}
