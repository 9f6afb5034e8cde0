using System;
using System.Device.Gpio;
using LlsEdge.Board;
using LlsEdge.Camera;
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
            Station station = Compose(InstalledBoard.Create());
            while (true)
            {
                station.Step();
            }
        }

        // A method of its own: what only composing needs is garbage once it returns.
        private static Station Compose(BoardProfile board)
        {
            GpioController pins = new GpioController();
            StatusLight light = new StatusLight(new OutputPin(pins, board.StatusLedPin));
            Detection detection = new Detection(new OutputPin(pins, board.DetectionPin));
            ButtonPin button = new ButtonPin(pins, board.ButtonPin);

            CompiledTrunk.Installed = InstalledTrunk.Create();
            FactoryModel.Installed = InstalledTrunk.CreateFactory();
            LiveModel live = new LiveModel();
            StorageVolume volume = new StorageVolume(board.DriveLength);
            Journal journal = new Journal(volume);
            Settings settings = new Settings(volume);
            settings.Load();
            ModelStore store = new ModelStore(live, volume, journal);
            store.Boot();
            StorageReport.Write(store, live, journal, settings);

            Teacher teacher = new Teacher(live, journal, light);
            Watcher watcher = new Watcher(Cameras.Open(settings.Camera, board), live, teacher, settings, journal, light, detection);
            Station station = new Station(live, store, settings, teacher, watcher, button, light);
            StorageCommands storage = new StorageCommands(volume, store, journal, settings);
            DeviceCommands commands = new DeviceCommands(
                new BoardDescription(Version, live, storage),
                teacher,
                new FrameCommands(live, teacher),
                new ModelCommands(live, store),
                storage,
                new StationCommands(live, store, journal, teacher, watcher, station));
            station.Server = new DeviceServer(board, commands);
            Console.WriteLine("ready on " + board.LinkPort + ", heap " + MemoryProbe.Collect().ToString() + " free");
            return station;
        }
    }
}
