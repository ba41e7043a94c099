using System.Globalization;
using Assay.Bench;
using BenchmarkDotNet.Running;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

switch (args.FirstOrDefault())
{
    case "embeddings":
        return EmbeddingsSweep.Run(args[1..]);
    case "architecture":
        return ArchitectureSweep.Run(args[1..]);
    case "threshold":
        return ThresholdSweep.Run(args[1..]);
    case "torch":
        return TorchSweep.Run(args[1..]);
    case "micro":
        BenchmarkSwitcher.FromAssembly(typeof(EmbeddingsSweep).Assembly).Run(args[1..]);
        return 0;
    default:
        Console.Error.WriteLine($"""
            dotnet run -c Release --project bench/Assay.Bench -- micro [--filter '*Kernel*']   micro-benchmarks

            {SweepOptions.Usage}

            {ArchitectureSweep.Usage}

            {ThresholdSweep.Usage}

            {TorchSweep.Usage}
            """);
        return 2;
}
