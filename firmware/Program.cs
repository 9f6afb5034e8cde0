using System;
using System.Device.Gpio;
using LlsEdge.Board;
using LlsEdge.Learning;
using LlsEdge.Link;
using LlsEdge.Storage;
using LlsEdge.Teaching;
using LlsEdge.Trunk;

namespace LlsEdge.Firmware
{
    /// <summary>
    /// The board's entry point: puts the parts together and runs them, on one thread.
    /// </summary>
    public static class Program
    {
        private const string Version = "0.1.0";

        /// <summary>Starts the firmware; never returns.</summary>
        public static void Main()
        {
            Console.WriteLine("LlsEdge " + Version);
            BoardProfile board = InstalledBoard.Create();
            GpioController pins = new GpioController();
            StatusLight light = new StatusLight(new OutputPin(pins, board.StatusLedPin));
            CompiledTrunk.Installed = InstalledTrunk.Create();
            FactoryModel.Installed = InstalledTrunk.CreateFactory();
            LiveModel live = new LiveModel();
            TrainingLog log = new TrainingLog();
            ModelStore store = new ModelStore(live, board.DriveLength);
            Console.WriteLine(Describe(store.Boot(), live));
            Teacher teacher = new Teacher(live, log, light);
            DeviceCommands commands = new DeviceCommands(
                new BoardDescription(Version, live),
                teacher,
                new FrameCommands(live, teacher, log),
                new ModelCommands(live, store, log));
            DeviceServer server = new DeviceServer(board, commands);
            Console.WriteLine("ready on " + board.LinkPort + ", heap " + MemoryProbe.Collect().ToString() + " free");
            while (true)
            {
                server.Step();
                light.Update(Clock.Milliseconds());
            }
        }

        private static string Describe(LinkStatus status, LiveModel live)
        {
            switch (status)
            {
                case LinkStatus.Ok:
                    return "model " + live.Learner.Model.GetName() + ", step " + live.Learner.StepCount.ToString();
                case LinkStatus.OtherTrunk:
                    return "the model is the tail of another trunk";
                case LinkStatus.StorageMissing:
                    return "no drive I:";
                default:
                    return "no model";
            }
        }
    }
}
