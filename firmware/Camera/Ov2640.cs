using System;
using System.Device.I2c;
using System.Threading;
using LlsEdge.Board;
using nanoFramework.Hardware.Esp32;

namespace LlsEdge.Camera
{
    /// <summary>
    /// The OV2640 sensor behind an ArduCAM Mini, on I2C. Its registers lie in two banks, chosen by register 0xFF. What is written to them are the maker's
    /// values for 96 by 96 pixels (github.com/ArduCAM/RPI-Pico-Cam, tflmicro/Arducam/src/ov2640.h); most have no public meaning. They stand in method
    /// bodies because those cost no heap.
    /// </summary>
    public sealed class Ov2640
    {
        private const int Address = 0x30;
        private const int FunctionsOfABus = 256;
        private const int BankRegister = 0xFF;
        private const int SensorBank = 0x01;
        private const int ProductRegister = 0x0A;
        private const int Product = 0x26;
        private const int VersionRegister = 0x0B;
        private const int FirstVersion = 0x40;
        private const int LastVersion = 0x42;
        private const int ResetMilliseconds = 100;

        private readonly int _bus;
        private readonly int _dataPin;
        private readonly int _clockPin;
        private readonly byte[] _pair = new byte[2];
        private readonly byte[] _single = new byte[1];
        private I2cDevice _device;
        private FrameStatus _status;

        /// <summary>Takes the pins; opens nothing yet.</summary>
        /// <param name="board">Which bus and pins.</param>
        public Ov2640(BoardProfile board)
        {
            // Not the profile itself, which nothing else keeps.
            _bus = board.I2cBus;
            _dataPin = board.I2cDataPin;
            _clockPin = board.I2cClockPin;
        }

        /// <summary>Tells whether the sensor is there.</summary>
        /// <returns>How it went.</returns>
        public FrameStatus Identify()
        {
            Open();
            _status = FrameStatus.Ok;
            Send((BankRegister << 8) | SensorBank);
            int product = Read(ProductRegister);
            int version = Read(VersionRegister);
            if (_status != FrameStatus.Ok)
            {
                return _status;
            }

            return product == Product && version >= FirstVersion && version <= LastVersion ? FrameStatus.Ok : FrameStatus.WrongCamera;
        }

        /// <summary>Sets the sensor to 96 by 96 pixels of YUV 4:2:2 in black and white.</summary>
        /// <returns>How it went.</returns>
        public FrameStatus Configure()
        {
            _status = FrameStatus.Ok;
            Send((BankRegister << 8) | SensorBank);
            Send(0x1280);
            Thread.Sleep(ResetMilliseconds);
            SetSensor();
            SetProcessor();
            SetSize();
            SetBlackAndWhite();
            return _status;
        }

        private void Open()
        {
            if (_device == null)
            {
                int bus = (_bus - 1) * FunctionsOfABus;
                Configuration.SetPinFunction(_dataPin, (DeviceFunction)((int)DeviceFunction.I2C1_DATA + bus));
                Configuration.SetPinFunction(_clockPin, (DeviceFunction)((int)DeviceFunction.I2C1_CLOCK + bus));
                _device = new I2cDevice(new I2cConnectionSettings(_bus, Address, I2cBusSpeed.StandardMode));
            }
        }

        /// <summary>Writes a register, the high byte of the argument. After a failure the rest is not sent: each failure may take a second.</summary>
        private void Send(int registerAndValue)
        {
            if (_status == FrameStatus.Ok)
            {
                _pair[0] = (byte)(registerAndValue >> 8);
                _pair[1] = (byte)registerAndValue;
                Judge(_device.Write(_pair));
            }
        }

        private int Read(int register)
        {
            if (_status == FrameStatus.Ok)
            {
                // Two transfers: this sensor's bus knows no repeated start.
                _single[0] = (byte)register;
                Judge(_device.Write(_single));
            }

            if (_status == FrameStatus.Ok)
            {
                Judge(_device.Read(_single));
            }

            return _single[0];
        }

        private void Judge(I2cTransferResult result)
        {
            if (result.Status == I2cTransferStatus.ClockStretchTimeout)
            {
                _status = FrameStatus.TimedOut;
            }
            else if (result.Status != I2cTransferStatus.FullTransfer)
            {
                _status = FrameStatus.NoCamera;
            }
        }

        private void SetSensor()
        {
            Send(0xFF00);
            Send(0x2CFF);
            Send(0x2EDF);
            Send(0xFF01);
            Send(0x3C32);
            Send(0x1100);
            Send(0x0902);
            Send(0x04A8);
            Send(0x13E5);
            Send(0x1448);
            Send(0x2C0C);
            Send(0x3378);
            Send(0x3A33);
            Send(0x3BFB);
            Send(0x3E00);
            Send(0x4311);
            Send(0x1610);
            Send(0x3902);
            Send(0x3588);
            Send(0x220A);
            Send(0x3740);
            Send(0x2300);
            Send(0x34A0);
            Send(0x0602);
            Send(0x0688);
            Send(0x07C0);
            Send(0x0DB7);
            Send(0x0E01);
            Send(0x4C00);
            Send(0x4A81);
            Send(0x2199);
            Send(0x2440);
            Send(0x2538);
            Send(0x2682);
            Send(0x5C00);
            Send(0x6300);
            Send(0x4622);
            Send(0x0C3A);
            Send(0x5D55);
            Send(0x5E7D);
            Send(0x5F7D);
            Send(0x6055);
            Send(0x6170);
            Send(0x6280);
            Send(0x7C05);
            Send(0x2080);
            Send(0x2830);
            Send(0x6C00);
            Send(0x6D80);
            Send(0x6E00);
            Send(0x7002);
            Send(0x7194);
            Send(0x73C1);
            Send(0x3D34);
            Send(0x1204);
            Send(0x5A57);
            Send(0x4FBB);
            Send(0x509C);
        }

        private void SetProcessor()
        {
            Send(0xFF00);
            Send(0xE57F);
            Send(0xF9C0);
            Send(0x4124);
            Send(0xE014);
            Send(0x76FF);
            Send(0x33A0);
            Send(0x4220);
            Send(0x4318);
            Send(0x4C00);
            Send(0x87D0);
            Send(0x883F);
            Send(0xD703);
            Send(0xD910);
            Send(0xD382);
            Send(0xC808);
            Send(0xC980);
            Send(0x7C00);
            Send(0x7D00);
            Send(0x7C03);
            Send(0x7D48);
            Send(0x7D48);
            Send(0x7C08);
            Send(0x7D20);
            Send(0x7D10);
            Send(0x7D0E);
            Send(0x9000);
            Send(0x910E);
            Send(0x911A);
            Send(0x9131);
            Send(0x915A);
            Send(0x9169);
            Send(0x9175);
            Send(0x917E);
            Send(0x9188);
            Send(0x918F);
            Send(0x9196);
            Send(0x91A3);
            Send(0x91AF);
            Send(0x91C4);
            Send(0x91D7);
            Send(0x91E8);
            Send(0x9120);
            Send(0x9200);
            Send(0x9306);
            Send(0x93E3);
            Send(0x9303);
            Send(0x9303);
            Send(0x9300);
            Send(0x9302);
            Send(0x9300);
            Send(0x9300);
            Send(0x9300);
            Send(0x9300);
            Send(0x9300);
            Send(0x9300);
            Send(0x9300);
            Send(0x9600);
            Send(0x9708);
            Send(0x9719);
            Send(0x9702);
            Send(0x970C);
            Send(0x9724);
            Send(0x9730);
            Send(0x9728);
            Send(0x9726);
            Send(0x9702);
            Send(0x9798);
            Send(0x9780);
            Send(0x9700);
            Send(0x9700);
            Send(0xA400);
            Send(0xA800);
            Send(0xC511);
            Send(0xC651);
            Send(0xBF80);
            Send(0xC710);
            Send(0xB666);
            Send(0xB8A5);
            Send(0xB764);
            Send(0xB97C);
            Send(0xB3AF);
            Send(0xB497);
            Send(0xB5FF);
            Send(0xB0C5);
            Send(0xB194);
            Send(0xB20F);
            Send(0xC45C);
            Send(0xA600);
            Send(0xA720);
            Send(0xA7D8);
            Send(0xA71B);
            Send(0xA731);
            Send(0xA700);
            Send(0xA718);
            Send(0xA720);
            Send(0xA7D8);
            Send(0xA719);
            Send(0xA731);
            Send(0xA700);
            Send(0xA718);
            Send(0xA720);
            Send(0xA7D8);
            Send(0xA719);
            Send(0xA731);
            Send(0xA700);
            Send(0xA718);
            Send(0x7F00);
            Send(0xE51F);
            Send(0xE177);
            Send(0xDD7F);
            Send(0xC20E);
        }

        private void SetSize()
        {
            Send(0xFF00);
            Send(0xE004);
            Send(0xC0C8);
            Send(0xC196);
            Send(0x863D);
            Send(0x5190);
            Send(0x522C);
            Send(0x5300);
            Send(0x5400);
            Send(0x5588);
            Send(0x5700);
            Send(0x5092);
            Send(0x5A50);
            Send(0x5B3C);
            Send(0x5C00);
            Send(0xD304);
            Send(0xE000);
            Send(0xFF00);
            Send(0x0500);
            Send(0xDA08);
            Send(0xD703);
            Send(0xE000);
            Send(0x0500);
            Send(0xDA00);
            Send(0x5A18);
            Send(0x5B18);
        }

        private void SetBlackAndWhite()
        {
            // The special effect of the maker's driver: colour differences fixed at 0x80.
            Send(0xFF00);
            Send(0x7C00);
            Send(0x7D18);
            Send(0x7C05);
            Send(0x7D80);
            Send(0x7D80);
        }
    }
}
