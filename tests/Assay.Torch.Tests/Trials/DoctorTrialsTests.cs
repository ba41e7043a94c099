using Assay.Torch.Trials;

namespace Assay.Torch.Tests.Trials;

[Collection("libtorch")]
public sealed class DoctorTrialsTests(ITestOutputHelper output)
{
    [Fact]
    public void TwoHundredFaults_AreNamedFirst_AndSoundTrainingsAreLeftAlone()
    {
        var results = DoctorTrials.Run(faults: 200, sound: 200, seed: 11);

        foreach (var wrong in results.Where(result => !result.IsRight))
            output.WriteLine($"{wrong.Planted}: {wrong.Network}; loss {wrong.FirstLoss:G4} to {wrong.LastLoss:G4}, constant {wrong.ConstantLoss:G4}: {string.Join(" | ", wrong.Findings.Select(finding => finding.Name + " " + string.Join(" ", finding.Evidence.Select(pair => $"{pair.Name}={pair.Value:G3}"))))}");
        var faults = results.Where(result => result.Planted != PlantedFault.None).ToList();
        var alarms = results.Count(result => result.Planted == PlantedFault.None && result.Findings.Length > 0);
        Assert.True(faults.Count(result => result.IsRight) >= 190, $"{faults.Count(result => result.IsRight)} of 200 named");
        Assert.True(alarms <= 2, $"{alarms} of 200 sound trainings accused");
    }
}
