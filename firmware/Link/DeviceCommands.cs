using LlsEdge.Board;
using LlsEdge.Teaching;

namespace LlsEdge.Link
{
    /// <summary>
    /// Gives each request to the part of the firmware that carries it out.
    /// </summary>
    public sealed class DeviceCommands : IRequestHandler
    {
        private const int ShortQuietMilliseconds = 30;
        private const int PartQuietMilliseconds = 2000;

        private readonly BoardDescription _description;
        private readonly Teacher _teacher;
        private readonly FrameCommands _frames;
        private readonly ModelCommands _models;
        private readonly StorageCommands _storage;
        private readonly StationCommands _station;

        /// <summary>Creates the dispatcher.</summary>
        /// <param name="description">Describes the board.</param>
        /// <param name="teacher">Knows how long frames take, and counts them.</param>
        /// <param name="frames">Carries out what concerns frames.</param>
        /// <param name="models">Carries out what concerns models.</param>
        /// <param name="storage">Carries out what concerns the journal and the settings.</param>
        /// <param name="station">Carries out what concerns the camera.</param>
        public DeviceCommands(
            BoardDescription description, Teacher teacher, FrameCommands frames, ModelCommands models, StorageCommands storage, StationCommands station)
        {
            _description = description;
            _teacher = teacher;
            _frames = frames;
            _models = models;
            _storage = storage;
            _station = station;
        }

        /// <summary>Gets how long the line must be silent before the board may do something else: longer in the middle of something.</summary>
        public int QuietMilliseconds { get; private set; }

        /// <summary>Gets or sets the server, whose counters the statistics report.</summary>
        public LinkServer Server { get; set; }

        /// <summary>Gets how many requests there have been, pieces of frames not counted.</summary>
        public int Requests { get; private set; }

        /// <summary>Gets a value indicating whether the board shall restart once its reply is sent.</summary>
        public bool RebootRequested { get; private set; }

        /// <inheritdoc/>
        public void OpenSession(PacketWriter reply)
        {
            _models.Abandon();
            _description.Write(reply);
        }

        /// <inheritdoc/>
        public int ExpectedMilliseconds(int type)
        {
            switch ((MessageType)type)
            {
                case MessageType.Predict:
                case MessageType.Evaluate:
                    return _teacher.PredictMicroseconds / 1000;
                case MessageType.Train:
                    return _teacher.TrainMicroseconds / 1000;
                case MessageType.ModelPutBegin:
                case MessageType.ModelPutEnd:
                case MessageType.ModelGetBegin:
                case MessageType.Commit:
                case MessageType.RollBack:
                case MessageType.Undo:
                case MessageType.Factory:
                case MessageType.SettingsSet:
                case MessageType.Capture:
                case MessageType.Teach:
                    return 0;
                default:
                    return -1;
            }
        }

        /// <inheritdoc/>
        public LinkStatus Handle(int type, byte[] payload, int offset, int count, PacketWriter reply)
        {
            Requests += type == (int)MessageType.FrameChunk ? 0 : 1;
            QuietMilliseconds = IsPart(type) ? PartQuietMilliseconds : ShortQuietMilliseconds;
            switch ((MessageType)type)
            {
                case MessageType.FrameChunk:
                    return _frames.Receive(payload, offset, count);
                case MessageType.Predict:
                    return _frames.Predict(reply);
                case MessageType.Train:
                    return _frames.Train(payload, offset, count, reply);
                case MessageType.Evaluate:
                    return _frames.Evaluate(payload, offset, count, reply);
                case MessageType.ResetEvaluation:
                    return _frames.ResetEvaluation();
                case MessageType.GetEvaluation:
                    return _frames.GetEvaluation(payload, offset, count, reply);
                case MessageType.LogRead:
                    return _storage.ReadJournal(payload, offset, count, reply);
                case MessageType.ModelPutBegin:
                    return _models.BeginPut(payload, offset, count);
                case MessageType.ModelChunk:
                    return _models.Put(payload, offset, count);
                case MessageType.ModelPutEnd:
                    return _models.EndPut();
                case MessageType.ModelGetBegin:
                    return _models.BeginGet(reply);
                case MessageType.ModelRead:
                    return _models.Read(payload, offset, count, reply);
                case MessageType.Commit:
                    return _models.Commit();
                case MessageType.RollBack:
                    return _models.RollBack();
                case MessageType.Undo:
                    return _models.Undo(payload, offset, count);
                case MessageType.Factory:
                    return _models.Factory();
                case MessageType.SettingsGet:
                    return _storage.GetSettings(reply);
                case MessageType.SettingsSet:
                    return _storage.SetSettings(payload, offset, count);
                case MessageType.Capture:
                    return _station.Capture(reply);
                case MessageType.FrameRead:
                    return _station.ReadFrame(payload, offset, count, reply);
                case MessageType.Teach:
                    return _station.Teach(payload, offset, count, reply);
                case MessageType.CameraMoved:
                    return _station.Move();
                case MessageType.Watch:
                    return _station.Watch(payload, offset, count, reply);
                case MessageType.Seen:
                    return _station.See(reply);
                case MessageType.BoardInfo:
                    _description.Write(reply);
                    return LinkStatus.Ok;
                case MessageType.Statistics:
                    WriteStatistics(reply);
                    return LinkStatus.Ok;
                case MessageType.Reboot:
                    RebootRequested = true;
                    return LinkStatus.Ok;
                default:
                    return LinkStatus.UnknownMessage;
            }
        }

        // What more is to follow: a frame of the camera's would overwrite the host's, or change the model being read.
        private static bool IsPart(int type)
        {
            switch ((MessageType)type)
            {
                case MessageType.FrameChunk:
                case MessageType.ModelPutBegin:
                case MessageType.ModelChunk:
                case MessageType.ModelGetBegin:
                case MessageType.ModelRead:
                case MessageType.Capture:
                case MessageType.FrameRead:
                    return true;
                default:
                    return false;
            }
        }

        private void WriteStatistics(PacketWriter reply)
        {
            reply.AddInt32(_teacher.Trained);
            reply.AddInt32(_teacher.Predicted);
            reply.AddInt32(_teacher.TrainMicroseconds);
            reply.AddInt32(_teacher.PredictMicroseconds);
            reply.AddInt32(MemoryProbe.Collect());
            reply.AddInt32(_teacher.Saturations);
            reply.AddInt32(Server.Damaged);
            reply.AddInt32(Server.Repeated);
            reply.AddInt32(Server.Refused);
        }
    }
}
