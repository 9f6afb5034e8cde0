using System.Threading;
using LlsEdge.Board;

namespace LlsEdge.Camera
{
    /// <summary>
    /// An ArduCAM Mini 2MP Plus: a FIFO on SPI, and an OV2640 whose registers the board sets over I2C. Registers and sequence as in the maker's driver,
    /// github.com/ArduCAM/Arduino, ArduCAM/ArduCAM.cpp.
    /// </summary>
    public sealed class ArducamMini : ArduChip
    {
        private const int TestRegister = 0x00;
        private const int TestPattern = 0x55;
        private const int OtherPattern = 0xAA;
        private const int ResetRegister = 0x07;
        private const int Reset = 0x80;
        private const int StateRegister = 0x41;
        private const int CaptureDone = 0x08;
        private const int LengthRegister = 0x42;
        private const int ResetMilliseconds = 100;

        private readonly Ov2640 _sensor;

        /// <summary>Takes the bus and the sensor's pins.</summary>
        /// <param name="bus">The bus.</param>
        /// <param name="board">Which I2C bus and pins.</param>
        public ArducamMini(CameraBus bus, BoardProfile board)
            : base(bus, StateRegister, CaptureDone, LengthRegister, true)
        {
            _sensor = new Ov2640(board);
        }

        /// <inheritdoc/>
        public override CameraKind Kind
        {
            get { return CameraKind.ArducamMini; }
        }

        /// <inheritdoc/>
        public override string Name
        {
            get { return "ArduCAM Mini 2MP Plus"; }
        }

        /// <inheritdoc/>
        protected override FrameStatus Identify()
        {
            Bus.Write(ResetRegister, Reset);
            Thread.Sleep(ResetMilliseconds);
            Bus.Write(ResetRegister, 0);
            Thread.Sleep(ResetMilliseconds);
            if (!Answers())
            {
                return Judge(Read(TestRegister));
            }

            return _sensor.Identify();
        }

        /// <inheritdoc/>
        protected override FrameStatus Configure()
        {
            return _sensor.Configure();
        }

        /// <inheritdoc/>
        protected override bool Answers()
        {
            return Holds(TestPattern) && Holds(OtherPattern);
        }

        /// <inheritdoc/>
        protected override int Read(int address)
        {
            return Bus.Read(address);
        }

        private bool Holds(int value)
        {
            Bus.Write(TestRegister, value);
            return Read(TestRegister) == value;
        }
    }
}
