namespace Assay.Core.Machine.Internals;

/// <summary>What the system says of its processor.</summary>
/// <param name="ModelName">Its name; null where unsaid.</param>
/// <param name="PhysicalCores">Distinct cores over all sockets; 0 where unsaid.</param>
internal readonly record struct ProcessorDescription(string? ModelName, int PhysicalCores);
