using LlsEdge.Learning;
using LlsEdge.Link;
using LlsEdge.Storage;
using nanoFramework.TestFramework;

namespace NFUnitTest
{
    /// <summary>
    /// What the board keeps, on this machine's drive: settings and journal come back, a model is committed and rolled back. It leaves files behind, as the
    /// firmware does: on a board, run it before the firmware is deployed.
    /// </summary>
    [TestClass]
    public class StorageTests
    {
        private const int DriveLength = 256 * 1024;

        /// <summary>Skips the tests where there is no drive.</summary>
        [Setup]
        public void RequireDrive()
        {
            if (!new StorageVolume(DriveLength).IsPresent)
            {
                Assert.SkipTest("no drive I:");
            }
        }

        /// <summary>Settings are there after a restart; one that is out of range is refused.</summary>
        [TestMethod]
        public void SettingsComeBack()
        {
            Settings settings = new Settings(new StorageVolume(DriveLength));
            settings.Load();
            int hold = settings.HoldMilliseconds == 1234 ? 4321 : 1234;
            Assert.IsTrue(settings.Set(SettingKey.HoldMilliseconds, hold));
            Assert.IsFalse(settings.Set(SettingKey.Threshold, 4000));
            Assert.AreEqual((int)LinkStatus.Ok, (int)settings.Save());
            Settings again = new Settings(new StorageVolume(DriveLength));
            Assert.AreEqual((int)LinkStatus.Ok, (int)again.Load());
            Assert.AreEqual(hold, again.HoldMilliseconds);
        }

        /// <summary>Records come back in order after a restart, more of them than the tip holds.</summary>
        [TestMethod]
        public void TheJournalComesBack()
        {
            Journal journal = new Journal(new StorageVolume(DriveLength));
            int first = journal.Next;
            for (int i = 0; i < Journal.TipCapacity + 5; i++)
            {
                Assert.AreEqual((int)LinkStatus.Ok, (int)journal.Append(JournalKind.CameraFault, 1000000 + i, i, 0));
            }

            journal = new Journal(new StorageVolume(DriveLength));
            Assert.AreEqual(first + Journal.TipCapacity + 5, journal.Next);
            PacketWriter reply = new PacketWriter(LinkProtocol.MaxPayload);
            reply.Start();
            int start = reply.Position;
            Assert.AreEqual((int)LinkStatus.Ok, (int)journal.Read(first + 3, 0, 8, reply));
            Assert.AreEqual(8 * JournalRecord.Length, reply.Position - start);
            for (int i = 0; i < 8; i++)
            {
                Assert.AreEqual(1000003 + i, LittleEndian.ReadInt32(reply.Buffer, start + (i * JournalRecord.Length) + JournalRecord.Step));
            }
        }

        /// <summary>A model that is put is there after a restart; what is committed later can be rolled back to it.</summary>
        [TestMethod]
        public void AModelIsCommittedAndRolledBack()
        {
            Model model = SmallModel.Build(24);
            ModelImage image = new ModelImage(model);
            byte[] file = new byte[image.Length];
            image.CopyTo(0, file, 0, file.Length);
            StorageVolume volume = new StorageVolume(DriveLength);
            LiveModel live = new LiveModel();
            ModelStore store = new ModelStore(live, volume, new Journal(volume));
            store.Boot();
            Assert.AreEqual((int)LinkStatus.Ok, (int)store.BeginPut(file.Length, Crc32.Finish(Crc32.Update(Crc32.Start, file, 0, file.Length))));
            Assert.AreEqual((int)LinkStatus.Ok, (int)store.Put(0, file, 0, file.Length));
            Assert.AreEqual((int)LinkStatus.Ok, (int)store.EndPut());
            int put = new ModelImage(live.Learner.Model).Checksum;
            live.Learner.Train(SmallModel.Frame(24, 3), 1);
            Assert.AreEqual((int)LinkStatus.Ok, (int)store.Commit());
            int taught = new ModelImage(live.Learner.Model).Checksum;
            Assert.AreNotEqual(put, taught);

            live = new LiveModel();
            store = new ModelStore(live, volume, new Journal(volume));
            Assert.AreEqual((int)LinkStatus.Ok, (int)store.Boot());
            Assert.AreEqual(taught, new ModelImage(live.Learner.Model).Checksum);
            Assert.AreEqual((int)LinkStatus.Ok, (int)store.RollBack());
            Assert.AreEqual(put, new ModelImage(live.Learner.Model).Checksum);
        }
    }
}
