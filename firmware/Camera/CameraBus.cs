using System;
using System.Device.Gpio;
using System.Device.Spi;
using LlsEdge.Board;
using nanoFramework.Hardware.Esp32;

namespace LlsEdge.Camera
{
    /// <summary>
    /// The SPI bus to a camera, 8 MHz in mode 0. It selects the camera itself, so that one selection may span many transfers, and moves arrays of 16-bit
    /// words only: a span of bytes is a struct, which would be garbage at every register. The ESP32 sends a word's low byte first.
    /// </summary>
    public sealed class CameraBus : IDisposable
    {
        private const int ClockFrequency = 8000000;
        private const int NoSelectLine = -1;
        private const int FunctionsOfABus = 256;
        private const int BurstWords = 192;

        private readonly GpioController _controller;
        private readonly GpioPin _select;
        private readonly SpiDevice _spi;
        private readonly ushort[] _sentWord = new ushort[1];
        private readonly ushort[] _readWord = new ushort[1];
        private readonly ushort[] _sentPair = new ushort[2];
        private readonly ushort[] _readPair = new ushort[2];
        private readonly ushort[] _burst = new ushort[BurstWords];
        private bool _isSelected;

        /// <summary>Gives the pins their functions and opens the bus.</summary>
        /// <param name="board">Which bus and pins.</param>
        public CameraBus(BoardProfile board)
        {
            // The board's runtime sends four bytes when it opens the bus: the camera must not be selected then.
            _controller = new GpioController();
            _select = _controller.OpenPin(board.CameraSelectPin, PinMode.Output);
            _select.Write(PinValue.High);
            int bus = (board.SpiBus - 1) * FunctionsOfABus;
            Configuration.SetPinFunction(board.SpiMosiPin, (DeviceFunction)((int)DeviceFunction.SPI1_MOSI + bus));
            Configuration.SetPinFunction(board.SpiMisoPin, (DeviceFunction)((int)DeviceFunction.SPI1_MISO + bus));
            Configuration.SetPinFunction(board.SpiClockPin, (DeviceFunction)((int)DeviceFunction.SPI1_CLOCK + bus));
            SpiConnectionSettings settings = new SpiConnectionSettings(board.SpiBus, NoSelectLine);
            settings.ClockFrequency = ClockFrequency;
            settings.Mode = SpiMode.Mode0;
            settings.Configuration = SpiBusConfiguration.FullDuplex;
            _spi = new SpiDevice(settings);
        }

        /// <summary>Writes a register.</summary>
        /// <param name="register">The register, 0 to 127.</param>
        /// <param name="value">The value, 0 to 255.</param>
        public void Write(int register, int value)
        {
            Transfer(register | 0x80, value);
        }

        /// <summary>Reads a register whose value follows at once.</summary>
        /// <param name="register">The register.</param>
        /// <returns>The value, 0 to 255.</returns>
        public int Read(int register)
        {
            return Transfer(register, 0);
        }

        /// <summary>Reads a register whose value follows a byte without meaning; a fourth byte fills the second word.</summary>
        /// <param name="register">The register.</param>
        /// <returns>The value, 0 to 255.</returns>
        public int ReadDelayed(int register)
        {
            _sentPair[0] = (ushort)register;
            Select(true);
            _spi.TransferFullDuplex(_sentPair, _readPair);
            Select(false);
            return _readPair[1] & 0xFF;
        }

        /// <summary>Begins to read many bytes in a row; the camera stays selected.</summary>
        /// <param name="command">The command for it.</param>
        /// <returns>The byte after the command.</returns>
        public int BeginBurst(int command)
        {
            _sentWord[0] = (ushort)command;
            Select(true);
            _spi.TransferFullDuplex(_sentWord, _readWord);
            return (_readWord[0] >> 8) & 0xFF;
        }

        /// <summary>Reads on.</summary>
        /// <returns>The next 384 bytes, the earlier one of two in a word's low half; overwritten by the next call.</returns>
        public ushort[] ReadBurst()
        {
            // One array both ways halves the memory. Cleared, because it is also what is sent.
            Array.Clear(_burst, 0, BurstWords);
            _spi.TransferFullDuplex(_burst, _burst);
            return _burst;
        }

        /// <summary>Ends reading, and whatever else a failure has broken off.</summary>
        public void Release()
        {
            Select(false);
        }

        /// <summary>Lets go of the bus and the pin.</summary>
        public void Dispose()
        {
            _spi.Dispose();
            _controller.ClosePin(_select.PinNumber);
        }

        private int Transfer(int first, int second)
        {
            _sentWord[0] = (ushort)(first | (second << 8));
            Select(true);
            _spi.TransferFullDuplex(_sentWord, _readWord);
            Select(false);
            return (_readWord[0] >> 8) & 0xFF;
        }

        private void Select(bool selected)
        {
            // Toggled rather than written: a pin's value is a struct, too.
            if (selected != _isSelected)
            {
                _select.Toggle();
                _isSelected = selected;
            }
        }
    }
}
