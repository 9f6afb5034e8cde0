using LlsEdge.Board;
using LlsEdge.Camera;
using LlsEdge.Storage;
using LlsEdge.Teaching;

namespace LlsEdge.Link
{
    /// <summary>
    /// The board's camera, and what can be done by its button, from the host.
    /// </summary>
    public sealed class StationCommands
    {
        private readonly LiveModel _live;
        private readonly ModelStore _store;
        private readonly Journal _journal;
        private readonly Teacher _teacher;
        private readonly Watcher _watcher;
        private readonly Station _station;

        /// <summary>Creates the commands.</summary>
        /// <param name="live">The model and the frame.</param>
        /// <param name="store">Says whether there is something to undo.</param>
        /// <param name="journal">Takes a record of a move.</param>
        /// <param name="teacher">Knows how long a step took.</param>
        /// <param name="watcher">Has the camera.</param>
        /// <param name="station">Teaches with it.</param>
        public StationCommands(LiveModel live, ModelStore store, Journal journal, Teacher teacher, Watcher watcher, Station station)
        {
            _live = live;
            _store = store;
            _journal = journal;
            _teacher = teacher;
            _watcher = watcher;
            _station = station;
        }

        /// <summary>Takes a frame with the camera into the place of a frame from the host.</summary>
        /// <param name="reply">Takes the camera's status if it failed.</param>
        /// <returns>The status.</returns>
        public LinkStatus Capture(PacketWriter reply)
        {
            if (!_live.IsLoaded)
            {
                return LinkStatus.NoModel;
            }

            if (_watcher.Capture() != FrameStatus.Ok)
            {
                return Fail(reply);
            }

            _live.Frame.Complete();
            return LinkStatus.Ok;
        }

        /// <summary>Appends a piece of the frame.</summary>
        /// <param name="payload">Where position (32 bits) and number of bytes (16 bits) are.</param>
        /// <param name="offset">Their place.</param>
        /// <param name="count">The payload's length.</param>
        /// <param name="reply">Takes the bytes.</param>
        /// <returns>The status.</returns>
        public LinkStatus ReadFrame(byte[] payload, int offset, int count, PacketWriter reply)
        {
            if (count != 6)
            {
                return LinkStatus.BadRequest;
            }

            if (!_live.IsLoaded || !_live.Frame.IsComplete)
            {
                return LinkStatus.FrameIncomplete;
            }

            byte[] frame = _live.Frame.Data;
            int position = LittleEndian.ReadInt32(payload, offset);
            int length = LittleEndian.ReadUInt16(payload, offset + 4);
            if (position < 0 || length > reply.Free || position > frame.Length - length)
            {
                return LinkStatus.BadRequest;
            }

            reply.AddBytes(frame, position, length);
            return LinkStatus.Ok;
        }

        /// <summary>Does what a press of the button does, with any class.</summary>
        /// <param name="payload">Where the label is.</param>
        /// <param name="offset">Its place.</param>
        /// <param name="count">The payload's length.</param>
        /// <param name="reply">Takes class, confidence, time, step, saturations and whether the step can be undone, or the camera's status.</param>
        /// <returns>The status.</returns>
        public LinkStatus Teach(byte[] payload, int offset, int count, PacketWriter reply)
        {
            if (count != 1)
            {
                return LinkStatus.BadRequest;
            }

            LinkStatus status = _station.Teach(payload[offset], JournalRecord.FromHost);
            if (status == LinkStatus.CameraFailed)
            {
                return Fail(reply);
            }

            if (status == LinkStatus.Ok)
            {
                _teacher.WriteStep(reply);
                reply.AddByte((int)_store.UndoStatus);
            }

            return status;
        }

        /// <summary>Forgets the camera's mean: the camera has been moved.</summary>
        /// <returns>The status.</returns>
        public LinkStatus Move()
        {
            if (!_live.IsLoaded)
            {
                return LinkStatus.NoModel;
            }

            _live.Learner.ForgetCamera();
            _journal.Append(JournalKind.CameraMoved, _live.Learner.StepCount, 0, 0);
            return LinkStatus.Ok;
        }

        /// <summary>Switches continuous mode.</summary>
        /// <param name="payload">Where 0 or 1 is.</param>
        /// <param name="offset">Its place.</param>
        /// <param name="count">The payload's length.</param>
        /// <param name="reply">Takes the camera's name.</param>
        /// <returns>The status.</returns>
        public LinkStatus Watch(byte[] payload, int offset, int count, PacketWriter reply)
        {
            if (count != 1)
            {
                return LinkStatus.BadRequest;
            }

            _watcher.IsOn = payload[offset] != 0;
            reply.AddText(_watcher.CameraName);
            return LinkStatus.Ok;
        }

        /// <summary>Appends the latest result of continuous mode.</summary>
        /// <param name="reply">Takes it.</param>
        /// <returns>The status.</returns>
        public LinkStatus See(PacketWriter reply)
        {
            reply.AddInt32(_watcher.FrameNumber);
            reply.AddByte(_watcher.SeenClass);
            reply.AddByte(_watcher.SeenConfidence);
            reply.AddByte((int)_watcher.Status);
            reply.AddInt32(Clock.Milliseconds() - _watcher.SeenTime);
            reply.AddByte(_watcher.IsOn ? 1 : 0);
            reply.AddByte(_watcher.IsDetected ? 1 : 0);
            return LinkStatus.Ok;
        }

        private LinkStatus Fail(PacketWriter reply)
        {
            reply.AddByte((int)_watcher.Status);
            return LinkStatus.CameraFailed;
        }
    }
}
