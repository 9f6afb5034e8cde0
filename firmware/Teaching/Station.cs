using System;
using System.Threading;
using LlsEdge.Board;
using LlsEdge.Camera;
using LlsEdge.Learning;
using LlsEdge.Link;
using LlsEdge.Storage;
using nanoFramework.Runtime.Native;

namespace LlsEdge.Teaching
{
    /// <summary>
    /// The board as something to hold in the hand: what presses of its button do, in the one loop that also serves the link and watches the camera.
    /// </summary>
    public sealed class Station
    {
        /// <summary>For so long after start presses choose the model.</summary>
        public const int StartMilliseconds = 3000;

        /// <summary>So long after the last press the board writes what it learnt to flash.</summary>
        public const int SaveMilliseconds = 30000;

        /// <summary>A board with so much heap left keeps frames to rehearse: one with PSRAM.</summary>
        private const int MemoryToSpare = 512 * 1024;

        private const int RememberedFrames = 64;

        /// <summary>A press that began in the start window is told by then: the longest one, a second one, and what bounces.</summary>
        private const int PressMilliseconds = 2000;

        private const int ChangedBlinks = 4;
        private const int NoModelBlinks = 2;
        private const int CameraBlinks = 3;
        private const int DriveBlinks = 4;
        private const int NothingBlinks = 5;
        private const int OtherBlinks = 6;

        private readonly LiveModel _live;
        private readonly ModelStore _store;
        private readonly Settings _settings;
        private readonly Teacher _teacher;
        private readonly Watcher _watcher;
        private readonly ButtonPin _pin;
        private readonly Button _button;
        private readonly StatusLight _light;
        private readonly int _start;
        private bool _isStarting = true;
        private bool _choosesModel = true;
        private bool _isSaveDue;
        private int _pressed;
        private int _doneBefore = -1;

        /// <summary>Begins the time in which presses choose the model.</summary>
        /// <param name="live">The model.</param>
        /// <param name="store">The models to go back to.</param>
        /// <param name="settings">How much to rehearse.</param>
        /// <param name="teacher">Trains.</param>
        /// <param name="watcher">Has the camera.</param>
        /// <param name="button">The button.</param>
        /// <param name="light">Answers presses.</param>
        public Station(LiveModel live, ModelStore store, Settings settings, Teacher teacher, Watcher watcher, ButtonPin button, StatusLight light)
        {
            _live = live;
            _store = store;
            _settings = settings;
            _teacher = teacher;
            _watcher = watcher;
            _pin = button;
            _button = _pin.Button;
            _light = light;
            _start = Clock.Milliseconds();
            _light.Show(LightPattern.Fast);
        }

        /// <summary>Gets or sets the link.</summary>
        public DeviceServer Server { get; set; }

        /// <summary>One turn of the loop: the link, the button, the camera, the LED.</summary>
        public void Step()
        {
            try
            {
                Server.Step();
                int now = Clock.Milliseconds();
                ReadButton(now);
                if (_isStarting && now - _start >= StartMilliseconds)
                {
                    _isStarting = false;
                }

                if (!_isStarting)
                {
                    _watcher.Step(!_light.IsBusy && Server.IsQuiet(now), now);
                }

                Save(now);
                if (_watcher.NeedsReboot)
                {
                    Restart();
                }
            }
            catch (Exception error)
            {
                // Nobody restarts a board that hangs on a wall: whatever a frame or a press runs into, the loop goes on.
                Answer(error is OutOfMemoryException ? LinkStatus.OutOfMemory : LinkStatus.Failed, 0);
            }

            TidyUp();
            _light.Update(Clock.Milliseconds());
        }

        // A kernel's variables take one free piece of the heap. What a request or a frame leaves behind breaks it up, the interpreter tidies up only once it
        // has failed, and it cannot move the variables of methods that are running: so here, where none is but this one.
        private void TidyUp()
        {
            int done = Server.Requests + _teacher.Trained + _teacher.Predicted;
            if (done != _doneBefore)
            {
                _doneBefore = done;
                MemoryProbe.Collect();
            }
        }

        /// <summary>Takes a frame and learns what it is said to show; the model before that is kept for an undo.</summary>
        /// <param name="label">The class.</param>
        /// <param name="source">Who says so, see <see cref="JournalRecord.Source"/>.</param>
        /// <returns>Ok, NoModel, BadLabel or CameraFailed.</returns>
        public LinkStatus Teach(int label, int source)
        {
            if (!_live.IsLoaded)
            {
                return LinkStatus.NoModel;
            }

            if (label >= _live.Learner.Model.ClassCount)
            {
                return LinkStatus.BadLabel;
            }

            _light.Hold();
            if (_watcher.Capture() != FrameStatus.Ok)
            {
                return LinkStatus.CameraFailed;
            }

            // A drive without room for it is no reason not to learn.
            _store.KeepForUndo();
            Learner learner = _live.Learner;
            int replays = Remembers(learner) ? _settings.Replays : 0;
            _teacher.Train(label, source);
            for (int i = 0; i < replays; i++)
            {
                learner.Rehearse();
            }

            return LinkStatus.Ok;
        }

        private bool Remembers(Learner learner)
        {
            return learner.Remembers || (_settings.Replays > 0 && MemoryProbe.Collect() > MemoryToSpare && learner.Remember(RememberedFrames));
        }

        private void ReadButton(int now)
        {
            ButtonPress press = _button.Read(now);
            while (press != ButtonPress.None)
            {
                if (_choosesModel && _button.PressTime - _start < StartMilliseconds)
                {
                    ChooseModel(press);
                }
                else
                {
                    Act(press);
                }

                press = _button.Read(now);
            }

            // Over for good: the time wraps.
            _choosesModel &= now - _start < StartMilliseconds + PressMilliseconds;
        }

        private void ChooseModel(ButtonPress press)
        {
            if (press == ButtonPress.Held)
            {
                Answer(_store.Factory(), ChangedBlinks);
            }
            else if (press == ButtonPress.Twice)
            {
                Answer(_store.RollBack(), ChangedBlinks);
            }
        }

        private void Act(ButtonPress press)
        {
            if (press == ButtonPress.Twice)
            {
                Conclude(_store.Undo(), (int)press);
            }
            else if (!_live.IsLoaded)
            {
                Answer(LinkStatus.NoModel, 0);
            }
            else
            {
                Conclude(Teach(press == ButtonPress.Once ? _watcher.DetectionClass : _watcher.BackgroundClass, JournalRecord.FromButton), (int)press);
            }
        }

        private void Conclude(LinkStatus status, int blinks)
        {
            if (status == LinkStatus.Ok)
            {
                _isSaveDue = true;
                _pressed = Clock.Milliseconds();
            }

            Answer(status, blinks);
        }

        private void Answer(LinkStatus status, int blinks)
        {
            bool isDone = status == LinkStatus.Ok;
            _light.Blink(isDone ? blinks : GetFault(status), isDone ? StatusLight.DoneMilliseconds : StatusLight.FaultMilliseconds, Clock.Milliseconds());
        }

        private static int GetFault(LinkStatus status)
        {
            switch (status)
            {
                case LinkStatus.NoModel:
                    return NoModelBlinks;
                case LinkStatus.CameraFailed:
                    return CameraBlinks;
                case LinkStatus.StorageMissing:
                case LinkStatus.StorageFull:
                    return DriveBlinks;
                case LinkStatus.NothingToUndo:
                case LinkStatus.NoRoomToUndo:
                case LinkStatus.NothingToRollBack:
                case LinkStatus.NoFactoryModel:
                    return NothingBlinks;
                default:
                    return OtherBlinks;
            }
        }

        private void Save(int now)
        {
            if (_isSaveDue && now - _pressed >= SaveMilliseconds)
            {
                _isSaveDue = false;

                // The host may have committed meanwhile, or gone over to another model.
                LinkStatus status = _live.IsUnsaved ? _store.Commit() : LinkStatus.Ok;
                if (status != LinkStatus.Ok)
                {
                    Answer(status, 0);
                }
            }
        }

        private void Restart()
        {
            _watcher.NeedsReboot = false;

            // What was learnt since the last commit would be lost, whoever taught it. A drive that cannot keep it is reason enough to go on.
            if (!_live.IsUnsaved || _store.Commit() == LinkStatus.Ok)
            {
                // The last record before the start: it tells the board not to restart for the same reason again.
                _watcher.Record(Supervisor.Reboot);
                Console.WriteLine("restarting because of the camera");
                Thread.Sleep(100);
                Power.RebootDevice(RebootOption.NormalReboot);
            }
        }
    }
}
