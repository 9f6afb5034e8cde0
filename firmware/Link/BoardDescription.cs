using LlsEdge.Board;
using LlsEdge.Learning;
using LlsEdge.Storage;
using nanoFramework.Runtime.Native;

namespace LlsEdge.Link
{
    /// <summary>
    /// Says what the board is and what model it has.
    /// </summary>
    public sealed class BoardDescription
    {
        private readonly string _version;
        private readonly LiveModel _live;
        private readonly StorageCommands _storage;

        /// <summary>Creates the description.</summary>
        /// <param name="version">The firmware's version.</param>
        /// <param name="live">The model.</param>
        /// <param name="storage">Describes the drive.</param>
        public BoardDescription(string version, LiveModel live, StorageCommands storage)
        {
            _version = version;
            _live = live;
            _storage = storage;
        }

        /// <summary>Appends the description to a reply.</summary>
        /// <param name="reply">The reply.</param>
        public void Write(PacketWriter reply)
        {
            reply.AddInt16(LinkProtocol.ReceiveBuffer);
            reply.AddInt16(LinkProtocol.Credits);
            reply.AddInt32(MemoryProbe.Collect());
            reply.AddInt32(Clock.Milliseconds());
            reply.AddText(_version);
            reply.AddText(SystemInfo.TargetName);
            reply.AddText(SystemInfo.OEMString);
            _storage.Describe(reply);
            reply.AddByte(!_live.IsLoaded ? 0 : _live.IsFactory ? 2 : 1);
            if (_live.IsLoaded)
            {
                WriteModel(reply, _live.Learner.Model);
            }
        }

        private void WriteModel(PacketWriter reply, Model model)
        {
            int learning = 0;
            for (int i = 0; i < model.LayerCount; i++)
            {
                if (model.Layers[i].Learns)
                {
                    learning |= 1 << i;
                }
            }

            reply.AddInt16(model.FrameSize);
            reply.AddInt16(model.InputSize);
            reply.AddByte(model.LayerCount);
            reply.AddInt16(learning);
            reply.AddInt32(model.Step);
            reply.AddInt32(_live.Crc);
            reply.AddInt32(_live.Length);
            reply.AddByte(model.ClassCount);
            for (int i = 0; i < model.ClassCount; i++)
            {
                reply.AddText(model.GetClassName(i));
            }
        }
    }
}
