using LlsEdge.Host.Training.Networks;
using Shouldly;
using Xunit;

namespace LlsEdge.Learning.Tests;

public sealed class TeamTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Every_piece_is_done_once_before_a_run_ends(int threads)
    {
        var team = Team.Of(threads);
        team.Threads.ShouldBe(threads);
        for (int run = 0; run < 2000; run++)
        {
            int[] done = new int[run % 23];
            team.Run(done.Length, i => Interlocked.Increment(ref done[i]));
            done.ShouldAllBe(count => count == 1);
        }
    }

    [Fact]
    public void Callers_on_several_threads_take_turns()
    {
        var team = Team.Of(3);
        int[] sums = new int[4];
        Parallel.For(0, sums.Length, caller =>
        {
            for (int run = 0; run < 500; run++)
            {
                team.Run(10, _ => Interlocked.Increment(ref sums[caller]));
            }
        });
        sums.ShouldAllBe(sum => sum == 5000);
    }

    [Fact]
    public void What_a_piece_throws_reaches_the_caller_and_the_team_goes_on()
    {
        var team = Team.Of(2);
        Should.Throw<InvalidDataException>(() => team.Run(8, i => throw new InvalidDataException($"piece {i}")));
        int done = 0;
        team.Run(8, _ => Interlocked.Increment(ref done));
        done.ShouldBe(8);
    }
}
