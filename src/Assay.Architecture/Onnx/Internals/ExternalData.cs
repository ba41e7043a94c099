using System.Globalization;
using Assay.Architecture.Graphs.Internals;
using Assay.Core.Errors;

namespace Assay.Architecture.Onnx.Internals;

/// <summary>Weights in files beside the model, and nowhere else: a model from a stranger must not make a program read other files.</summary>
internal sealed class ExternalData(string file, string? folder)
{
    private readonly Dictionary<string, (string Path, long Length)> _files = new(StringComparer.Ordinal);

    public FileContent Find(TensorProto tensor, string name, long length)
    {
        string? location = null;
        long offset = 0;
        long? declared = null;
        foreach (var entry in tensor.ExternalData)
        {
            switch (entry.Key)
            {
                case "location": location = entry.Value; break;
                case "offset": offset = Number(entry.Value, name); break;
                case "length": declared = Number(entry.Value, name); break;
            }
        }
        if (string.IsNullOrEmpty(location)) throw Error(name, "is said to lie in another file, but not in which");
        if (declared is { } given && given != length) throw Error(name, $"has {given} bytes in '{location}', but its shape takes {length}");
        var (path, available) = Open(location, name);
        return offset <= available - length ? new(path, offset) : throw Error(name, $"ends at byte {(Int128)offset + length} of '{location}', which has only {available}");
    }

    private (string Path, long Length) Open(string location, string name)
    {
        if (_files.TryGetValue(location, out var known)) return known;
        if (folder is null) throw Error(name, "lies in another file, but the model was not read from a folder");
        if (Path.IsPathRooted(location) || location.Contains('\0', StringComparison.Ordinal) || location.Split('/', '\\').Contains("..") || location.Contains(':', StringComparison.Ordinal))
            throw Error(name, $"lies in '{location}', outside of the model's folder, which is not allowed");
        var path = Path.GetFullPath(Path.Combine(folder, location.Replace('\\', '/')));
        try
        {
            var info = new FileInfo(path);
            if (!info.Exists) throw Error(name, $"lies in '{location}', which is not beside the model: copy that file there");
            Contain(path, location, name);
            return _files[location] = (path, info.Length);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new InputException($"{file}: tensor '{name}' lies in '{location}', which cannot be read: {error.Message}", error);
        }
    }

    // Links, of the file or of a folder on the way, must not lead out either.
    private void Contain(string path, string location, string name)
    {
        var root = Real(Path.GetFullPath(folder!));
        var at = root; // the model's folder itself may be reached by a link
        foreach (var part in Path.GetRelativePath(folder!, path).Split(Path.DirectorySeparatorChar))
        {
            at = Path.Combine(at, part);
            var real = Real(at);
            if (real != root && !real.StartsWith(root.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar, StringComparison.Ordinal))
                throw Error(name, $"lies in '{location}', a link that leads out of the model's folder, which is not allowed");
        }
    }

    private static string Real(string path)
    {
        FileSystemInfo info = Directory.Exists(path) ? new DirectoryInfo(path) : new FileInfo(path);
        return info.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? info.FullName;
    }

    private long Number(string text, string name) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : throw Error(name, $"has '{text}' as a position in another file");

    private InputException Error(string tensor, string what) => new($"{file}: tensor '{tensor}' {what}.");
}
