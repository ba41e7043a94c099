using System.Runtime.ExceptionServices;

namespace Assay.Torch.Training.Internals;

/// <summary>
/// Runs a training on a thread of its own: dispose scopes and the switch for gradients belong to a thread, and a continuation after
/// <c>await</c> may find itself on another.
/// </summary>
internal static class TrainingThread
{
    public static T Run<T>(Func<T> work)
    {
        var result = default(T);
        ExceptionDispatchInfo? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                result = work();
            }
            catch (Exception exception)
            {
                failure = ExceptionDispatchInfo.Capture(exception);
            }
        });
        (thread.IsBackground, thread.Name) = (true, "training");
        thread.Start();
        thread.Join();
        failure?.Throw();
        return result!;
    }
}
