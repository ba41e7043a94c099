using System.Globalization;

namespace Assay.Core.Machine.Internals;

/// <summary>Reads the text files in which Linux describes processors and processes.</summary>
internal static class ProcessorFiles
{
    /// <summary>The model and the distinct (socket, core) pairs of /proc/cpuinfo.</summary>
    public static ProcessorDescription Describe(IEnumerable<string> lines)
    {
        string? model = null;
        var cores = new HashSet<(int Socket, int Core)>();
        var socket = 0;
        foreach (var line in lines)
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon < 0) continue;
            var value = line[(colon + 1)..].Trim();
            switch (line[..colon].Trim())
            {
                case "model name" or "Model" when value.Length > 0:
                    model ??= value;
                    break;
                case "physical id" when int.TryParse(value, CultureInfo.InvariantCulture, out var id):
                    socket = id;
                    break;
                case "core id" when int.TryParse(value, CultureInfo.InvariantCulture, out var id):
                    cores.Add((socket, id));
                    break;
            }
        }
        return new ProcessorDescription(model, cores.Count);
    }

    /// <summary>VmHWM of /proc/self/status in bytes; null where it is missing.</summary>
    public static long? PeakMemory(IEnumerable<string> lines)
    {
        const string Key = "VmHWM:";
        const string Unit = "kB";
        foreach (var line in lines)
        {
            if (!line.StartsWith(Key, StringComparison.Ordinal)) continue;
            var value = line.AsSpan(Key.Length).Trim();
            if (value.EndsWith(Unit, StringComparison.Ordinal) && long.TryParse(value[..^Unit.Length].Trim(), CultureInfo.InvariantCulture, out var kibibytes))
                return kibibytes * 1024;
        }
        return null;
    }
}
