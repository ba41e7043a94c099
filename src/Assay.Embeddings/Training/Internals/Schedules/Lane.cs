using Assay.Core.Memory;
using Assay.Embeddings.Training.Internals.Rows;
using Assay.Embeddings.Training.Internals.Windows;

namespace Assay.Embeddings.Training.Internals.Schedules;

/// <summary>One of the lanes of <see cref="LaneSchedule"/>: a worker with its own copies of the rows that it changes.</summary>
internal sealed class Lane : IDisposable
{
    private readonly WindowWorker _worker;

    public Lane(TrainingData data, int mostInputs, int mostOutputs)
    {
        Inputs = new RowCopies(data.Input, mostInputs);
        Outputs = new RowCopies(data.Output, mostOutputs);
        _worker = WindowWorker.Create(data, new PrivateRows(data.Input, data.Output, Inputs, Outputs));
    }

    public RowCopies Inputs { get; }

    public RowCopies Outputs { get; }

    /// <summary>What the lane's last block came to.</summary>
    public BlockLoss Loss { get; private set; }

    public void Train(int epoch, int block, float learningRate)
    {
        Loss = _worker.Train(epoch, block, learningRate);
    }

    public void Forget()
    {
        Inputs.Clear();
        Outputs.Clear();
        Loss = default;
    }

    public void Dispose()
    {
        _worker.Dispose();
        Inputs.Dispose();
        Outputs.Dispose();
    }
}
