using System.Threading;

namespace LlsEdge.Camera
{
    /// <summary>
    /// An Arducam Mega, 3 or 5 megapixels: SPI only, its sensor is set by the module itself. Registers and sequence as in the maker's driver,
    /// github.com/ArduCAM/Arducam_Mega, src/Arducam/ArducamCamera.c.
    /// </summary>
    public sealed class ArducamMega : ArduChip
    {
        private const int ResetRegister = 0x07;
        private const int Reset = 0x40;
        private const int FormatRegister = 0x20;
        private const int Yuv = 0x03;
        private const int ResolutionRegister = 0x21;
        private const int Smallest = 0x00;
        private const int SmallestOfOldModules = 0x0A;
        private const int EffectRegister = 0x27;
        private const int BlackAndWhite = 0x03;
        private const int IdRegister = 0x40;
        private const int FirstId = 0x81;
        private const int FirstNewId = 0x85;
        private const int LastId = 0x87;
        private const int StateRegister = 0x44;
        private const int BusyMask = 0x03;
        private const int Idle = 0x02;
        private const int CaptureDone = 0x04;
        private const int LengthRegister = 0x45;

        private const int WakeMilliseconds = 100;
        private const int ResetTimeout = 1000;
        private const int SettingTimeout = 500;

        private int _id;

        /// <summary>Takes the bus.</summary>
        /// <param name="bus">The bus.</param>
        public ArducamMega(CameraBus bus)
            : base(bus, StateRegister, CaptureDone, LengthRegister, false)
        {
        }

        /// <inheritdoc/>
        public override CameraKind Kind
        {
            get { return CameraKind.ArducamMega; }
        }

        /// <inheritdoc/>
        public override string Name
        {
            get { return "Arducam Mega"; }
        }

        /// <inheritdoc/>
        protected override FrameStatus Identify()
        {
            // Identified first, so that an empty socket does not cost the time that a reset may take.
            _id = Read(IdRegister);
            Bus.Write(ResetRegister, Reset);
            if (!IsKnown(_id))
            {
                Thread.Sleep(WakeMilliseconds);
                _id = Read(IdRegister);
                if (!IsKnown(_id))
                {
                    return Judge(_id);
                }
            }

            return WaitForIdle(ResetTimeout);
        }

        /// <inheritdoc/>
        protected override FrameStatus Configure()
        {
            FrameStatus status = Set(FormatRegister, Yuv);
            if (status == FrameStatus.Ok)
            {
                status = Set(ResolutionRegister, _id < FirstNewId ? SmallestOfOldModules : Smallest);
            }

            return status == FrameStatus.Ok ? Set(EffectRegister, BlackAndWhite) : status;
        }

        /// <inheritdoc/>
        protected override bool Answers()
        {
            return Read(IdRegister) == _id;
        }

        /// <inheritdoc/>
        protected override int Read(int address)
        {
            return Bus.ReadDelayed(address);
        }

        private static bool IsKnown(int id)
        {
            return id >= FirstId && id <= LastId;
        }

        private FrameStatus Set(int register, int value)
        {
            Bus.Write(register, value);
            return WaitForIdle(SettingTimeout);
        }

        /// <summary>Waits until the module has passed a setting on to its sensor.</summary>
        private FrameStatus WaitForIdle(int timeout)
        {
            return WaitFor(StateRegister, BusyMask, Idle, timeout);
        }
    }
}
