using LlsEdge.Link;
using nanoFramework.TestFramework;

namespace NFUnitTest
{
    /// <summary>The link's framing on this machine.</summary>
    [TestClass]
    public class LinkTests
    {
        /// <summary>What is encoded has no delimiter inside and comes back, whatever zeros it holds.</summary>
        [TestMethod]
        public void StuffedBytesComeBack()
        {
            for (int length = 0; length < 300; length += 23)
            {
                byte[] data = new byte[length];
                for (int i = 0; i < length; i++)
                {
                    data[i] = (byte)(i % 5 == 0 ? 0 : i);
                }

                byte[] wire = new byte[length + 4];
                int count = Cobs.Encode(data, 0, length, wire, 0);
                for (int i = 0; i < count; i++)
                {
                    Assert.AreNotEqual(LinkProtocol.Delimiter, wire[i]);
                }

                Assert.AreEqual(length, Cobs.Decode(wire, count));
                for (int i = 0; i < length; i++)
                {
                    Assert.AreEqual(data[i], wire[i]);
                }
            }
        }

        /// <summary>A packet that was written is read; one with a changed byte is not, and is counted.</summary>
        [TestMethod]
        public void ADamagedPacketIsDropped()
        {
            PacketWriter writer = new PacketWriter(64);
            writer.Start();
            writer.AddByte(7);
            writer.AddInt16(300);
            writer.AddInt32(-5);
            writer.AddText("hello");
            writer.Seal((int)MessageType.BoardInfo, 9);
            PacketReader reader = new PacketReader();
            reader.Accept(writer.Wire, 0, writer.WireLength);
            Assert.IsTrue(reader.HasPacket);
            Assert.AreEqual((int)MessageType.BoardInfo, reader.Type);
            Assert.AreEqual(9, reader.Sequence);
            Assert.AreEqual(0, reader.Damaged);

            byte[] wire = new byte[writer.WireLength];
            for (int i = 0; i < wire.Length; i++)
            {
                wire[i] = writer.Wire[i];
            }

            wire[5] ^= 0x10;
            reader = new PacketReader();
            reader.Accept(wire, 0, wire.Length);
            Assert.IsFalse(reader.HasPacket);
            Assert.AreEqual(1, reader.Damaged);
        }

        /// <summary>Numbers go over the line low byte first, signs kept.</summary>
        [TestMethod]
        public void NumbersComeBack()
        {
            byte[] buffer = new byte[8];
            int[] numbers = new int[] { 0, 1, -1, 65535, -65536, 2147483647, -2147483647 - 1, 0x12345678 };
            for (int i = 0; i < numbers.Length; i++)
            {
                LittleEndian.WriteInt32(numbers[i], buffer, 3);
                Assert.AreEqual(numbers[i], LittleEndian.ReadInt32(buffer, 3));
            }

            LittleEndian.WriteInt16(0xABCD, buffer, 0);
            Assert.AreEqual(0xCD, buffer[0]);
            Assert.AreEqual(0xABCD, LittleEndian.ReadUInt16(buffer, 0));
        }
    }
}
