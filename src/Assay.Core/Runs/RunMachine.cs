using System.Runtime.InteropServices;

namespace Assay.Core.Runs;

/// <summary>The machine that a run was made on.</summary>
public sealed record RunMachine
{
    /// <summary>Name of the processor.</summary>
    public required string Processor { get; init; }

    /// <summary>Physical cores that the process could use.</summary>
    public required int PhysicalCores { get; init; }

    /// <summary>Width of the widest accelerated vector in bits.</summary>
    public required int VectorWidthBits { get; init; }

    /// <summary>Name and version of the operating system.</summary>
    public required string OperatingSystem { get; init; }

    /// <summary>Name and version of the runtime.</summary>
    public required string Runtime { get; init; }

    /// <summary>The machine that this program runs on.</summary>
    public static RunMachine ThisOne() => new()
    {
        Processor = Machine.Processor.ModelName,
        PhysicalCores = Machine.Processor.PhysicalCores,
        VectorWidthBits = Machine.Processor.VectorWidthBits,
        OperatingSystem = RuntimeInformation.OSDescription,
        Runtime = RuntimeInformation.FrameworkDescription,
    };
}
