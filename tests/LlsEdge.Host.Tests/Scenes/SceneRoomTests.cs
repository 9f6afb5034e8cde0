using LlsEdge.Host.Data;
using LlsEdge.Host.Scenes;
using Shouldly;
using Xunit;

namespace LlsEdge.Host.Tests.Scenes;

public class SceneRoomTests
{
    [Fact]
    public void A_seed_gives_the_same_bits_on_every_machine()
    {
        uint crc = 0;
        for (int seed = 0; seed < 4; seed++)
        {
            crc ^= SceneSetTests.Crc(SceneRoom.Create(seed).Teach(5)) + SceneSetTests.Crc(SceneRoom.Create(seed).Test(5));
        }

        crc.ShouldBe(0xE7930396u, $"0x{crc:X8}");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(10)]
    public void Teaching_and_testing_show_other_people_things_and_days(int seed)
    {
        SceneRoom room = SceneRoom.Create(seed);
        IReadOnlyList<RoomMoment> teach = room.PlanTeach(200);
        IReadOnlyList<RoomMoment> test = room.PlanTest(400);

        teach.SelectMany(m => m.People).Intersect(test.SelectMany(m => m.People)).ShouldBeEmpty();
        teach.SelectMany(m => m.Things.Concat(m.ThingsAllDay)).Intersect(test.SelectMany(m => m.Things.Concat(m.ThingsAllDay))).ShouldBeEmpty();
        teach.Select(m => m.Day).Distinct().ShouldBe([1, 2]);
        test.Select(m => m.Day).Distinct().ShouldBe([3, 4, 5]);
        teach.SelectMany(m => m.People).Distinct().Count().ShouldBeGreaterThan(10);
    }

    [Fact]
    public void Frames_come_in_time_order_with_drifting_light()
    {
        IReadOnlyList<RoomMoment> moments = SceneRoom.Create(1).PlanTest(400);
        foreach ((RoomMoment a, RoomMoment b) in moments.Zip(moments.Skip(1)))
        {
            (a.Day < b.Day || a.Hour < b.Hour).ShouldBeTrue($"frame {b.Index}");
        }

        moments.Max(m => m.Light).ShouldBeGreaterThan(2 * moments.Min(m => m.Light));
        moments.ShouldAllBe(m => m.Light > 0.1 && m.Light < 1.1);
    }

    [Fact]
    public void Labels_are_balanced_and_say_whether_somebody_is_there()
    {
        SceneRoom room = SceneRoom.Create(2);
        IReadOnlyList<RoomMoment> moments = room.PlanTeach(60);

        moments.Sum(m => m.Label).ShouldBe(30);
        moments.ShouldAllBe(m => m.Label == 1 == m.People.Count > 0);
        room.Teach(60).Labels.ToArray().ShouldBe(moments.Select(m => (byte)m.Label));
    }

    [Fact]
    public void Things_stand_about_whoever_is_there()
    {
        IReadOnlyList<RoomMoment> moments = SceneRoom.Create(5).PlanTest(2000);
        double withPeople = moments.Where(m => m.Label == 1).Average(m => m.Things.Count);
        double without = moments.Where(m => m.Label == 0).Average(m => m.Things.Count);

        withPeople.ShouldBe(without, 0.08);
    }

    [Fact]
    public void A_room_is_one_place()
    {
        // Empty frames of one room are closer to each other than to those of another room, whatever the light.
        ImageSet a = Empty(SceneRoom.Create(4));
        ImageSet b = Empty(SceneRoom.Create(8));

        Distance(a.GetFrame(0), a.GetFrame(a.Count - 1)).ShouldBeLessThan(0.6 * Distance(a.GetFrame(0), b.GetFrame(0)));
    }

    [Fact]
    public void Four_seeds_in_a_row_mount_the_camera_in_four_ways()
    {
        Enumerable.Range(0, 4).Select(seed => SceneRoom.Create(seed).Camera.Split(' ')[0]).Distinct().Count().ShouldBe(4);
    }

    private static ImageSet Empty(SceneRoom room)
    {
        IReadOnlyList<RoomMoment> moments = room.PlanTeach(120);
        return room.Teach(120).Select(moments.Where(m => m.Label == 0 && m.Things.Count == 0).Select(m => m.Index));
    }

    // Mean absolute difference of the frames, each brought to mean 0 and deviation 1.
    private static double Distance(byte[] a, byte[] b)
    {
        double[] x = Standardise(a);
        double[] y = Standardise(b);
        return x.Zip(y, (p, q) => Math.Abs(p - q)).Average();
    }

    private static double[] Standardise(byte[] frame)
    {
        double mean = frame.Average(p => (double)p);
        double deviation = Math.Sqrt(frame.Average(p => (p - mean) * (p - mean)));
        return Array.ConvertAll(frame, p => (p - mean) / deviation);
    }
}
