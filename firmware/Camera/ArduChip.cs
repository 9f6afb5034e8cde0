using System;
using System.Threading;
using LlsEdge.Board;
using LlsEdge.Learning;

namespace LlsEdge.Camera
{
    /// <summary>
    /// What Arducam's SPI cameras have in common: one frame of YUV 4:2:2 goes into a FIFO behind an SPI port. The sensor is set to black and white, so one
    /// of the two bytes of a pixel is 128 throughout and the other its luminance; which is which, the first frame after a start tells.
    /// </summary>
    public abstract class ArduChip : IFrameSource
    {
        private const int FrameLength = 96 * 96;
        private const int RawLength = 2 * FrameLength;

        // What may follow a frame in the FIFO; it is not read.
        private const int MostTrailingBytes = 16;

        private const int FifoRegister = 0x04;
        private const int ClearDone = 0x01;
        private const int StartCapture = 0x02;
        private const int BurstRead = 0x3C;

        private const int CaptureTimeout = 1000;
        private const int PollMilliseconds = 2;

        // No sensor delivers a frame that fast.
        private const int ShortestCaptureMicroseconds = 1000;

        private const int SampleStep = 8;

        private readonly int _stateRegister;
        private readonly int _doneMask;
        private readonly int _lengthRegister;
        private readonly bool _firstByteIsData;
        private bool _luminanceIsHigh;
        private bool _isStarted;

        /// <summary>Takes the bus and what differs between the modules.</summary>
        /// <param name="bus">The bus.</param>
        /// <param name="stateRegister">The register with the bit that says that a capture is done.</param>
        /// <param name="doneMask">That bit.</param>
        /// <param name="lengthRegister">The first of three registers with the length of what is in the FIFO, low byte first.</param>
        /// <param name="firstByteIsData">Whether the first byte of a burst is the FIFO's; else it has no meaning.</param>
        protected ArduChip(CameraBus bus, int stateRegister, int doneMask, int lengthRegister, bool firstByteIsData)
        {
            Bus = bus;
            _stateRegister = stateRegister;
            _doneMask = doneMask;
            _lengthRegister = lengthRegister;
            _firstByteIsData = firstByteIsData;

            // The luminance is said to come first in both; the words of a burst are shifted by a byte if its first byte is data.
            _luminanceIsHigh = firstByteIsData;
        }

        /// <inheritdoc/>
        public abstract CameraKind Kind { get; }

        /// <inheritdoc/>
        public abstract string Name { get; }

        /// <summary>Gets the bus.</summary>
        protected CameraBus Bus { get; }

        /// <inheritdoc/>
        public FrameStatus Start()
        {
            _isStarted = false;
            FrameStatus status;
            try
            {
                status = Identify();
                if (status == FrameStatus.Ok)
                {
                    status = Configure();
                }

                if (status == FrameStatus.Ok)
                {
                    // Not used: its exposure has not settled. But it shows that frames come.
                    status = Expose();
                }

                if (status == FrameStatus.Ok)
                {
                    status = FindLuminance();
                }
            }
            catch (Exception)
            {
                status = Abandon();
            }

            _isStarted = status == FrameStatus.Ok;
            return status;
        }

        /// <inheritdoc/>
        public FrameStatus Capture(byte[] frame)
        {
            if (!_isStarted || frame.Length != FrameLength)
            {
                return FrameStatus.NoFrame;
            }

            try
            {
                FrameStatus status = Expose();
                return status == FrameStatus.Ok ? ReadFrame(frame) : status;
            }
            catch (Exception)
            {
                return Abandon();
            }
        }

        /// <summary>Tells whether this module is there, without starting it.</summary>
        /// <returns>Whether it is.</returns>
        public bool Probe()
        {
            try
            {
                return Identify() == FrameStatus.Ok;
            }
            catch (Exception)
            {
                Abandon();
                return false;
            }
        }

        /// <summary>Resets the module and tells whether it is the one that is meant.</summary>
        /// <returns>How it went.</returns>
        protected abstract FrameStatus Identify();

        /// <summary>Sets it to 96 by 96 pixels of black and white in YUV 4:2:2.</summary>
        /// <returns>How it went.</returns>
        protected abstract FrameStatus Configure();

        /// <summary>Tells whether it still answers as it did when it was identified.</summary>
        /// <returns>Whether it does.</returns>
        protected abstract bool Answers();

        /// <summary>Reads a register.</summary>
        /// <param name="address">The register.</param>
        /// <returns>The value, 0 to 255.</returns>
        protected abstract int Read(int address);

        /// <summary>Tells why nothing usable was read.</summary>
        /// <param name="value">What was read.</param>
        /// <returns>A line that nobody drives reads as all zeros or all ones.</returns>
        protected static FrameStatus Judge(int value)
        {
            return value == 0x00 || value == 0xFF ? FrameStatus.NoCamera : FrameStatus.WrongCamera;
        }

        /// <summary>Waits until some bits of a register have a value.</summary>
        /// <param name="register">The register.</param>
        /// <param name="mask">The bits.</param>
        /// <param name="value">Their value.</param>
        /// <param name="timeout">The most milliseconds.</param>
        /// <returns>Ok, or why not.</returns>
        protected FrameStatus WaitFor(int register, int mask, int value, int timeout)
        {
            int start = Clock.Milliseconds();
            while ((Read(register) & mask) != value)
            {
                if (Clock.Milliseconds() - start > timeout)
                {
                    return Explain(FrameStatus.TimedOut);
                }

                Thread.Sleep(PollMilliseconds);
            }

            return FrameStatus.Ok;
        }

        [Kernel]
        private static void CopyLow(ushort[] words, byte[] frame, int position, int count)
        {
            int i = 0;
            for (int last = count - 8; i <= last; i += 8)
            {
                frame[position] = (byte)words[i];
                frame[position + 1] = (byte)words[i + 1];
                frame[position + 2] = (byte)words[i + 2];
                frame[position + 3] = (byte)words[i + 3];
                frame[position + 4] = (byte)words[i + 4];
                frame[position + 5] = (byte)words[i + 5];
                frame[position + 6] = (byte)words[i + 6];
                frame[position + 7] = (byte)words[i + 7];
                position += 8;
            }

            for (; i < count; i++)
            {
                frame[position] = (byte)words[i];
                position++;
            }
        }

        [Kernel]
        private static void CopyHigh(ushort[] words, byte[] frame, int position, int count)
        {
            int i = 0;
            for (int last = count - 8; i <= last; i += 8)
            {
                frame[position] = (byte)(words[i] >> 8);
                frame[position + 1] = (byte)(words[i + 1] >> 8);
                frame[position + 2] = (byte)(words[i + 2] >> 8);
                frame[position + 3] = (byte)(words[i + 3] >> 8);
                frame[position + 4] = (byte)(words[i + 4] >> 8);
                frame[position + 5] = (byte)(words[i + 5] >> 8);
                frame[position + 6] = (byte)(words[i + 6] >> 8);
                frame[position + 7] = (byte)(words[i + 7] >> 8);
                position += 8;
            }

            for (; i < count; i++)
            {
                frame[position] = (byte)(words[i] >> 8);
                position++;
            }
        }

        /// <summary>Adds up how far some bytes of one half of the words are from 128.</summary>
        [Kernel]
        private static int SumDeviations(ushort[] words, int shift)
        {
            int sum = 0;
            for (int i = 0; i < words.Length; i += SampleStep)
            {
                int deviation = ((words[i] >> shift) & 0xFF) - 128;
                sum += deviation < 0 ? -deviation : deviation;
            }

            return sum;
        }

        /// <summary>Has the camera put one frame into its FIFO.</summary>
        private FrameStatus Expose()
        {
            Bus.Write(FifoRegister, ClearDone);
            if (IsDone())
            {
                return Explain(FrameStatus.Stuck);
            }

            int begin = Clock.Microseconds();
            Bus.Write(FifoRegister, StartCapture);
            if (IsDone() && Clock.Microseconds() - begin < ShortestCaptureMicroseconds)
            {
                return Explain(FrameStatus.Stuck);
            }

            FrameStatus status = WaitFor(_stateRegister, _doneMask, _doneMask, CaptureTimeout);
            if (status != FrameStatus.Ok)
            {
                return status;
            }

            int length = Read(_lengthRegister) | (Read(_lengthRegister + 1) << 8) | ((Read(_lengthRegister + 2) & 0x7F) << 16);
            return length >= RawLength && length <= RawLength + MostTrailingBytes ? FrameStatus.Ok : Explain(FrameStatus.Overrun);
        }

        private bool IsDone()
        {
            return (Read(_stateRegister) & _doneMask) != 0;
        }

        /// <summary>Reads a frame and finds out which byte of a pixel is its luminance: the one that is not always near 128.</summary>
        private FrameStatus FindLuminance()
        {
            Bus.BeginBurst(BurstRead);
            int low = 0;
            int high = 0;
            for (int done = 0; done < FrameLength;)
            {
                ushort[] words = Bus.ReadBurst();
                low += SumDeviations(words, 0);
                high += SumDeviations(words, 8);
                done += words.Length;
            }

            Bus.Release();

            // A scene that is as gray as the colour difference tells nothing; then what was known stays.
            if (low > 2 * high || high > 2 * low)
            {
                _luminanceIsHigh = high > low;
            }

            return Answers() ? FrameStatus.Ok : FrameStatus.NoCamera;
        }

        [Phase("camera")]
        private FrameStatus ReadFrame(byte[] frame)
        {
            int first = Bus.BeginBurst(BurstRead);
            int done = 0;
            if (_luminanceIsHigh && _firstByteIsData)
            {
                frame[0] = (byte)first;
                done = 1;
            }

            while (done < FrameLength)
            {
                ushort[] words = Bus.ReadBurst();
                int count = words.Length < FrameLength - done ? words.Length : FrameLength - done;
                if (_luminanceIsHigh)
                {
                    CopyHigh(words, frame, done, count);
                }
                else
                {
                    CopyLow(words, frame, done, count);
                }

                done += count;
            }

            Bus.Release();
            return Answers() ? FrameStatus.Ok : FrameStatus.NoCamera;
        }

        /// <summary>A camera that has been unplugged fails in many ways: what it says counts only while it answers.</summary>
        private FrameStatus Explain(FrameStatus status)
        {
            return Answers() ? status : FrameStatus.NoCamera;
        }

        /// <summary>The bus itself has failed.</summary>
        private FrameStatus Abandon()
        {
            Bus.Release();
            return FrameStatus.NoCamera;
        }
    }
}
