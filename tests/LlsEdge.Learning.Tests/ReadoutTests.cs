using Shouldly;
using Xunit;

namespace LlsEdge.Learning.Tests;

public class ReadoutTests
{
    private const int Features = 6;

    [Fact]
    public void ProbabilitiesAreThoseOfTheReference()
    {
        Readout readout = Build(out int[] sums);
        readout.Standardise(sums, 0, 0, Features);
        int predicted = readout.Predict();
        double[] scores = Scores(readout, StandardisedFeatures(readout, sums));
        double total = scores.Sum(Math.Exp);
        predicted.ShouldBe(Array.IndexOf(scores, scores.Max()));
        for (int c = 0; c < 3; c++)
        {
            (readout.Probabilities[c] / 32768.0).ShouldBe(Math.Exp(scores[c]) / total, 0.005);
        }
    }

    [Fact]
    public void WeightsMoveAgainstTheGradientOfTheCrossEntropy()
    {
        Readout readout = Build(out int[] sums);
        readout.Learns = true;
        readout.Standardise(sums, 0, 0, Features);
        readout.Predict();
        double[] features = StandardisedFeatures(readout, sums);
        double[] p = [.. readout.Probabilities.Select(v => v / 32768.0)];
        short[] before = [.. readout.Weights];
        readout.Learn(2, 1, 1, 3);
        for (int c = 0; c < 3; c++)
        {
            for (int j = 0; j <= Features; j++)
            {
                double feature = j < Features ? features[j] : 1;
                double change = -(160.0 / 128 / 8) * (p[c] - (c == 2 ? 1 : 0)) * feature * 4096;
                int at = (c * (Features + 1)) + j;
                ((double)(readout.Weights[at] - before[at])).ShouldBe(change, 1.0 + (0.01 * Math.Abs(change)) + 4);
            }
        }
    }

    [Fact]
    public void CameraMeanIsTheMeanOfTheClassMeansWithTwoPseudoFramesEach()
    {
        Readout readout = Build(out int[] sums);
        readout.TracksCamera = true;
        readout.Standardise(sums, 0, 0, Features);
        short[] features = [.. readout.Features];
        readout.Predict();
        readout.Learn(1, 1, 1, 3);
        readout.Learn(1, 1, 2, 3);
        for (int j = 0; j < Features; j++)
        {
            ((double)readout.CameraMean[j]).ShouldBe(2.0 * features[j] / 4 / 3, 1.0);
        }

        readout.ForgetCamera();
        readout.CameraMean.ShouldAllBe(v => v == 0);
        readout.ClassCounts.ShouldAllBe(v => v == 0);
    }

    [Fact]
    public void BeforeAnythingIsTaughtTheCameraMeanIsThatOfTheFramesSeen()
    {
        Readout readout = Build(out int[] sums);
        readout.TracksCamera = true;
        double[] mean = new double[Features];
        for (int i = 0; i < 8; i++)
        {
            readout.Standardise([.. sums.Select(s => s + (i * 3))], 0, 0, Features);
            readout.Follow(i % 3, 0);
            for (int j = 0; j < Features; j++)
            {
                mean[j] += readout.Features[j] / 8.0;
            }
        }

        for (int j = 0; j < Features; j++)
        {
            ((double)readout.CameraMean[j]).ShouldBe(mean[j], 3);
        }

        readout.ForgetCamera();
        readout.CameraMean.ShouldAllBe(v => v == 0);
    }

    [Fact]
    public void AFrameTakenForTheEmptyRoomMovesAllClassMeansByAThirtySecondOfItsDrift()
    {
        Readout readout = Build(out int[] sums);
        readout.TracksCamera = true;
        Teach(readout, sums, 0);
        Teach(readout, [.. sums.Select(s => s / 2)], 1);
        short[] before = [.. readout.CameraMean];
        int[] classSums = [.. readout.ClassSums];
        readout.Standardise([.. sums.Select(s => s + 20)], 0, 0, Features);
        readout.Follow(1, 0);
        readout.CameraMean.ShouldBe(before);

        readout.Follow(0, 0);
        for (int j = 0; j < Features; j++)
        {
            double drift = readout.Features[j] - (classSums[j] / 3.0);
            ((double)(readout.CameraMean[j] - before[j])).ShouldBe(drift / 32, 1.5);
            for (int c = 0; c < 3; c++)
            {
                int pseudo = c < 2 ? 3 : 2;
                int at = (c * Features) + j;
                ((double)(readout.ClassSums[at] - classSums[at])).ShouldBe(drift * pseudo / 32, 1);
            }
        }
    }

    [Fact]
    public void NothingDriftsBeforeTheEmptyRoomHasBeenTaught()
    {
        Readout readout = Build(out int[] sums);
        readout.TracksCamera = true;
        Teach(readout, sums, 1);
        int[] before = [.. readout.ClassSums];
        readout.Follow(0, 0);
        readout.ClassSums.ShouldBe(before);
    }

    [Fact]
    public void MemoryOfAClassIsBounded()
    {
        Readout readout = Build(out int[] sums);
        readout.TracksCamera = true;
        readout.Standardise(sums, 0, 0, Features);
        readout.Predict();
        for (int i = 0; i < 3 * Readout.LongestMemory; i++)
        {
            readout.Learn(0, 1, i, 3);
        }

        readout.ClassCounts[0].ShouldBeLessThanOrEqualTo(Readout.LongestMemory);
        for (int j = 0; j < Features; j++)
        {
            (readout.ClassSums[j] / (double)readout.ClassCounts[0]).ShouldBe(readout.Features[j], 2.0);
        }
    }

    [Fact]
    public void PackedStatisticsGiveTheSameFeatures()
    {
        Readout plain = Build(out int[] sums);
        Readout packed = Build(out _);
        plain.InverseDeviation[0] = packed.InverseDeviation[0] = 1 << 16;
        plain.Mean[1] = packed.Mean[1] = -1;
        packed.Pack();
        packed.PackedStatistics.ShouldNotBeNull();
        plain.Standardise(sums, 0, 0, Features);
        packed.Standardise(sums, 0, 0, Features);
        packed.Features.ShouldBe(plain.Features);
    }

    [Fact]
    public void StatisticsThatDoNotFitStayAsTheyAre()
    {
        Readout readout = Build(out int[] _);
        readout.Mean[3] = 1 << 15;
        int[] means = [.. readout.Mean];
        readout.Pack();
        readout.PackedStatistics.ShouldBeNull();
        readout.Mean.ShouldBe(means);
    }

    private static void Teach(Readout readout, int[] sums, int label)
    {
        readout.Standardise(sums, 0, 0, Features);
        readout.Predict();
        readout.Learn(label, 1, 1, 3);
    }

    private static Readout Build(out int[] sums)
    {
        var random = new Random(9);
        var readout = new Readout([new ReadoutTap(0, 1)], Features, 3) { RateMantissa = 160, RateShift = 3 };
        for (int j = 0; j < Features; j++)
        {
            readout.Mean[j] = random.Next(1000, 20000);
            readout.InverseDeviation[j] = (1 << 20) / random.Next(800, 8000);
        }

        for (int i = 0; i < readout.Weights.Length; i++)
        {
            readout.Weights[i] = (short)random.Next(-3000, 3000);
        }

        sums = [.. readout.Mean.Select(m => Math.Max(0, (m / 16) + random.Next(-300, 300)))];
        return readout;
    }

    private static double[] StandardisedFeatures(Readout readout, int[] sums) =>
        [.. sums.Select((s, j) => ((16.0 * s) - readout.Mean[j]) * readout.InverseDeviation[j] / (1 << 20))];

    private static double[] Scores(Readout readout, double[] features) =>
        [.. Enumerable.Range(0, 3).Select(c => features.Append(1).Select((f, j) => f * readout.Weights[(c * (Features + 1)) + j] / 4096.0).Sum())];
}
