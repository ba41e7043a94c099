using Assay.Core.Errors;
using Assay.Core.Files;
using Assay.Core.Runs;
using Assay.Embeddings.Vectors;

namespace Assay.Cli.Embeddings;

/// <summary>Where a training puts what it makes: one file of vectors, or the directory of a run.</summary>
internal sealed class TrainingOutput
{
    private TrainingOutput(string path, string modelPath, string checkpointPath, VectorFormat format, RunDirectory? run)
    {
        Path = path;
        ModelPath = modelPath;
        CheckpointPath = checkpointPath;
        Format = format;
        Run = run;
    }

    /// <summary>What the user named.</summary>
    public string Path { get; }

    /// <summary>The file that the vectors go to.</summary>
    public string ModelPath { get; }

    /// <summary>The file that an interrupted training leaves.</summary>
    public string CheckpointPath { get; }

    /// <summary>The format of the model.</summary>
    public VectorFormat Format { get; }

    /// <summary>The directory of the run; null where there is only a file.</summary>
    public RunDirectory? Run { get; }

    /// <summary>
    /// Takes a name without an ending, one with a separator behind, or that of a directory for the directory of a run, everything else for a file.
    /// Finds out now whether it can be written, rather than after hours of training.
    /// </summary>
    /// <exception cref="InputException">It cannot be written, has an ending that is no format, or holds a run that is not to be resumed or is finished.</exception>
    public static TrainingOutput At(string path, bool resume)
    {
        if (System.IO.Path.GetExtension(path).Length > 0 && !System.IO.Path.EndsInDirectorySeparator(path) && !Directory.Exists(path))
        {
            var format = WordVectors.FormatOf(path);
            Probe(path);
            return new TrainingOutput(path, path, System.IO.Path.ChangeExtension(path, null) + ".checkpoint.safetensors", format, null);
        }
        var run = resume && RunDirectory.IsRun(path) ? RunDirectory.Open(path) : RunDirectory.Create(path);
        if (File.Exists(run.ModelPath) && !File.Exists(run.CheckpointPath))
            throw new InputException($"{path} holds a finished model, model.safetensors; choose another directory to train anew.");
        Probe(run.ModelPath);
        return new TrainingOutput(path, System.IO.Path.Combine(path, System.IO.Path.GetFileName(run.ModelPath)), System.IO.Path.Combine(path, System.IO.Path.GetFileName(run.CheckpointPath)), VectorFormat.Safetensors, run);
    }

    /// <summary>Removes the directory of the run if nothing came of it.</summary>
    public void RemoveIfUnused()
    {
        if (Run is { } run && !Directory.EnumerateFileSystemEntries(run.Path).Any()) Directory.Delete(run.Path);
    }

    private static void Probe(string path)
    {
        using var probe = AtomicFile.Create(path);
    }
}
