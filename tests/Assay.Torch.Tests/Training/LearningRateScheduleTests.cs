using Assay.Torch.Training;

namespace Assay.Torch.Tests.Training;

public sealed class LearningRateScheduleTests
{
    [Fact]
    public void WarmUp_RisesLinearlyToFullHeight()
    {
        var schedule = new LearningRateSchedule { WarmUpSteps = 4 };
        Assert.Equal([0.25, 0.5, 0.75, 1, 1, 1], Enumerable.Range(0, 6).Select(step => schedule.Share(step, 100, 0)));
    }

    [Fact]
    public void Cosine_FallsFromFullHeightToItsEnd()
    {
        var schedule = new LearningRateSchedule { Kind = ScheduleKind.Cosine, WarmUpSteps = 10, FinalShare = 0.1 };
        Assert.Equal(1, schedule.Share(10, 111, 0), 12);
        Assert.Equal(0.55, schedule.Share(60, 111, 0), 12);
        Assert.Equal(0.1, schedule.Share(110, 111, 0), 12);
        var shares = Enumerable.Range(10, 101).Select(step => schedule.Share(step, 111, 0)).ToArray();
        Assert.Equal(shares.OrderDescending(), shares);
    }

    [Fact]
    public void Plateau_MultipliesEachTime()
    {
        var schedule = new LearningRateSchedule { Kind = ScheduleKind.Plateau, PlateauFactor = 0.2 };
        Assert.Equal([1, 0.2, 0.04], Enumerable.Range(0, 3).Select(plateaus => Math.Round(schedule.Share(50, 100, plateaus), 12)));
    }
}
