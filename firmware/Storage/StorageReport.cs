using System;
using LlsEdge.Link;

namespace LlsEdge.Storage
{
    /// <summary>
    /// Says on the console, for a person without a host, what the board starts with and what is wrong with its drive.
    /// </summary>
    public static class StorageReport
    {
        /// <summary>Writes it.</summary>
        /// <param name="store">The models, after their boot.</param>
        /// <param name="live">The model in memory.</param>
        /// <param name="journal">The journal.</param>
        /// <param name="settings">The settings, after loading them.</param>
        public static void Write(ModelStore store, LiveModel live, Journal journal, Settings settings)
        {
            WriteProblem("model", store.BootStatus);
            WriteProblem("settings", settings.Status);
            WriteProblem("journal", journal.Status);
            if (!live.IsLoaded)
            {
                Console.WriteLine("no model");
                return;
            }

            string origin = live.IsFactory ? "factory model " : "model ";
            Console.WriteLine(origin + live.Learner.Model.GetName() + ", step " + live.Learner.StepCount.ToString());
        }

        private static void WriteProblem(string what, LinkStatus status)
        {
            switch (status)
            {
                case LinkStatus.Ok:
                case LinkStatus.NoModel:
                case LinkStatus.NotSet:
                    break;
                case LinkStatus.OtherTrunk:
                    Console.WriteLine(what + ": the newest is the tail of another trunk");
                    break;
                case LinkStatus.StorageMissing:
                    Console.WriteLine(what + ": no drive I:");
                    break;
                case LinkStatus.StorageFull:
                    Console.WriteLine(what + ": the drive is full");
                    break;
                case LinkStatus.OutOfMemory:
                    Console.WriteLine(what + ": too large for the memory");
                    break;
                default:
                    Console.WriteLine(what + ": damaged, status " + ((int)status).ToString());
                    break;
            }
        }
    }
}
