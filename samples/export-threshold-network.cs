// Writes a threshold network for use elsewhere, in every format, and runs 1,024 sequences of it at once.
//   dotnet run samples/export-threshold-network.cs FOLDER
#:project ../src/Assay.Threshold/Assay.Threshold.csproj
#:property PublishAot=false

using System.Numerics;
using Assay.Threshold.Exports;
using Assay.Threshold.Networks;
using Assay.Threshold.Running;

var folder = args.Length > 0 ? args[0] : ".";
var network = ThresholdNetwork.EqualSoFarOfTheTextbook;
foreach (var file in new[] { "equal-so-far.safetensors", "equal-so-far.onnx", "equal-so-far.h", "EqualSoFar.cs", "equal-so-far.csv" })
{
    var format = NetworkExport.FormatOf(file);
    var name = format switch { ExportFormat.C99 => "equal_so_far", ExportFormat.CSharp => "Acme.EqualSoFar", _ => null };
    NetworkExport.Write(network, Path.Combine(folder, file), format, new ExportOptions { Name = name });
    Console.WriteLine(file);
}
var read = SafetensorsNetwork.Read(Path.Combine(folder, "equal-so-far.safetensors"));
Console.WriteLine($"read back: {read.HiddenUnits} hidden units, {read.StateBits} state bit");

// Sequence i gets the bits of its number, two for each step: with all 1,024 numbers, every sequence of five pairs occurs once.
const int Words = 16, Steps = 5;
var inputs = new ulong[Steps * 2 * Words]; // [steps, m, words]
for (var i = 0; i < 64 * Words; i++)
{
    for (var bit = 0; bit < 2 * Steps; bit++) inputs[bit * Words + i / 64] |= (ulong)(i >> bit & 1) << i;
}
var outputs = new ulong[Steps * Words]; // [steps, p, words]
BitParallelNetwork.Of(read, Words).Run(inputs, outputs, Steps);
int Matching(int step) => outputs.AsSpan(step * Words, Words).ToArray().Sum(BitOperations.PopCount);
Console.WriteLine($"{Matching(0)} of 1024 sequences match after one pair, {Matching(1)} after two, {Matching(4)} after five");
