using System;
using LlsEdge.Board;
using LlsEdge.Camera;
using LlsEdge.Learning;
using LlsEdge.Link;
using LlsEdge.Storage;

namespace LlsEdge.Teaching
{
    /// <summary>
    /// The camera at work: takes frames, has them predicted one after another, shows the result on the LED and on the detection pin, and looks after a camera that
    /// fails.
    /// </summary>
    public sealed class Watcher
    {
        /// <summary>A frame of a camera is so wide and high.</summary>
        private const int FrameSize = 96;

        private readonly IFrameSource _camera;
        private readonly LiveModel _live;
        private readonly Teacher _teacher;
        private readonly Settings _settings;
        private readonly Journal _journal;
        private readonly StatusLight _light;
        private readonly Detection _detection;
        private readonly Supervisor _supervisor;
        private bool _isStarted;

        /// <summary>Starts the camera.</summary>
        /// <param name="camera">The camera; null for none.</param>
        /// <param name="live">The model and the place for frames.</param>
        /// <param name="teacher">Predicts.</param>
        /// <param name="settings">What to detect, and when to lose patience with the camera.</param>
        /// <param name="journal">Takes a record of every restart of the camera.</param>
        /// <param name="light">Shows what is seen.</param>
        /// <param name="detection">Tells the world outside.</param>
        public Watcher(IFrameSource camera, LiveModel live, Teacher teacher, Settings settings, Journal journal, StatusLight light, Detection detection)
        {
            _camera = camera;
            _live = live;
            _teacher = teacher;
            _settings = settings;
            _journal = journal;
            _light = light;
            _detection = detection;
            _supervisor = new Supervisor(MayReboot(journal));
            IsOn = camera != null;
            Status = FrameStatus.NoFrame;
            if (camera != null)
            {
                StartCamera();
            }
        }

        /// <summary>Gets or sets a value indicating whether every frame is predicted: continuous mode.</summary>
        public bool IsOn { get; set; }

        /// <summary>Gets the camera's name; empty without one.</summary>
        public string CameraName
        {
            get { return _camera != null ? _camera.Name : string.Empty; }
        }

        /// <summary>Gets how the last frame, or the camera's start, went.</summary>
        public FrameStatus Status { get; private set; }

        /// <summary>Gets how many frames were predicted in continuous mode.</summary>
        public int FrameNumber { get; private set; }

        /// <summary>Gets the class of the last of them.</summary>
        public int SeenClass { get; private set; }

        /// <summary>Gets the confidence in it, 0 to 255.</summary>
        public int SeenConfidence { get; private set; }

        /// <summary>Gets when it was taken.</summary>
        public int SeenTime { get; private set; }

        /// <summary>Gets a value indicating whether the detection pin is high.</summary>
        public bool IsDetected
        {
            get { return _detection.IsOn; }
        }

        /// <summary>Gets or sets a value indicating whether the board shall restart because of the camera.</summary>
        public bool NeedsReboot { get; set; }

        /// <summary>Gets the class whose presence the pin tells, and which a short press teaches.</summary>
        public int DetectionClass
        {
            get
            {
                int wanted = _settings.DetectionClass;
                int last = _live.Learner.Model.ClassCount - 1;
                return wanted < last ? wanted : last;
            }
        }

        /// <summary>Gets the first other class: the empty room, which a long press teaches.</summary>
        public int BackgroundClass
        {
            get { return DetectionClass == 0 ? 1 : 0; }
        }

        /// <summary>Takes a frame into the model's frame buffer.</summary>
        /// <returns>How it went.</returns>
        public FrameStatus Capture()
        {
            if (_camera == null || !_live.IsLoaded || _live.Learner.Model.FrameSize != FrameSize)
            {
                // Not the camera's fault.
                Status = FrameStatus.NoFrame;
                return Status;
            }

            if (!_isStarted)
            {
                StartCamera();
            }

            if (_isStarted)
            {
                _live.Frame.Clear();
                Status = _camera.Capture(_live.Frame.Data);
            }

            if (Status == FrameStatus.Ok)
            {
                _supervisor.Succeed();
            }
            else
            {
                LookAfter();
            }

            return Status;
        }

        /// <summary>Takes and predicts one frame if it is time to; brings LED and pin up to date.</summary>
        /// <param name="mayLook">Whether there is time for a frame.</param>
        /// <param name="now">The time.</param>
        public void Step(bool mayLook, int now)
        {
            if (!IsOn || !_live.IsLoaded || _camera == null)
            {
                _light.Show(LightPattern.Beacon);
                See(-1);
            }
            else if (mayLook && _supervisor.IsDue(now))
            {
                Look();
            }

            _detection.Update(_settings.HoldMilliseconds, Clock.Milliseconds());
        }

        /// <summary>Records what the camera's failures have led to.</summary>
        /// <param name="action">What <see cref="Supervisor"/> decided.</param>
        public void Record(int action)
        {
            _journal.Append(JournalKind.CameraFault, _live.Learner.StepCount, action, (int)Status);
            Console.WriteLine("camera fault " + ((int)Status).ToString());
        }

        private static bool MayReboot(Journal journal)
        {
            // The last record is that of this start. Without a journal there is no telling why the board was started.
            PacketWriter record = new PacketWriter(JournalRecord.Length);
            int at = record.Position;
            if (journal.Status != LinkStatus.Ok || journal.Read(journal.Next - 2, 0, 1, record) != LinkStatus.Ok)
            {
                return false;
            }

            return record.Position == at
                || record.Buffer[at + JournalRecord.Kind] != JournalKind.CameraFault
                || LittleEndian.ReadInt32(record.Buffer, at + JournalRecord.Value) != Supervisor.Reboot;
        }

        private void Look()
        {
            if (Capture() != FrameStatus.Ok)
            {
                _light.Show(LightPattern.Beacon);
                See(-1);
                return;
            }

            Learner learner = _live.Learner;
            int wanted = DetectionClass;
            SeenTime = Clock.Milliseconds();
            SeenClass = _teacher.Predict();
            SeenConfidence = learner.Confidence;
            FrameNumber++;
            learner.Follow(BackgroundClass);
            _light.Show(SeenClass == wanted ? LightPattern.Lit : LightPattern.Dark);
            See((learner.Model.Readout.Probabilities[wanted] * 255) >> 15);
        }

        private void See(int probability)
        {
            _detection.See(probability, _settings.Threshold, _settings.Hysteresis, Clock.Milliseconds());
        }

        private void LookAfter()
        {
            int action = _supervisor.Fail(_settings.FailuresBeforeRestart, _settings.RestartsBeforeReboot, Clock.Milliseconds());
            if (action == Supervisor.Restart)
            {
                Record(action);
            }

            // Without a journal there would be no telling, afterwards, why the board was started.
            NeedsReboot = action == Supervisor.Reboot && _journal.Status == LinkStatus.Ok;
            if (NeedsReboot && _settings.Camera == (int)CameraKind.Automatic)
            {
                // A camera that does not answer at the next start would not be found, and never be tried again.
                _settings.Set(SettingKey.Camera, (int)_camera.Kind);
                _settings.Save();
            }

            // Started anew it is with the next try.
            _isStarted &= action == Supervisor.TryAgain;
        }

        private void StartCamera()
        {
            Status = _camera.Start();
            _isStarted = Status == FrameStatus.Ok;
        }
    }
}
