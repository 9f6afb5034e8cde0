using System;
using System.IO.Ports;
using System.Threading;
using LlsEdge.Board;
using nanoFramework.Hardware.Esp32;
using nanoFramework.Runtime.Native;

namespace LlsEdge.Link
{
    /// <summary>
    /// The link on the board: a serial port, polled from the one loop that also learns.
    /// </summary>
    public sealed class DeviceServer
    {
        private const int BufferLength = 128;
        private const int IdlePollsBeforeSleep = 1000;

        private readonly SerialPort _port;
        private readonly bool _isOpen;
        private readonly DeviceCommands _commands;
        private readonly LinkServer _server;
        private readonly byte[] _buffer = new byte[BufferLength];
        private int _idlePolls;
        private int _lastHeard;
        private bool _isQuiet = true;

        /// <summary>Opens the port, if the board has it to give.</summary>
        /// <param name="board">Says which, and on which pins.</param>
        /// <param name="commands">Carries out requests.</param>
        public DeviceServer(BoardProfile board, DeviceCommands commands)
        {
            Configuration.SetPinFunction(board.TransmitPin, board.TransmitFunction);
            Configuration.SetPinFunction(board.ReceivePin, board.ReceiveFunction);
            _port = new SerialPort(board.LinkPort, LinkProtocol.BaudRate, Parity.None, 8, StopBits.One);

            // Takes effect only before Open; what is left at its default would be 256 bytes, all lost when one too many arrives.
            _port.ReadBufferSize = LinkProtocol.ReceiveBuffer;
            try
            {
                _port.Open();
                _isOpen = true;
            }
            catch (ArgumentException)
            {
                // A board with a USB of its own leaves UART0 to the app only if a host is at that USB when it starts. Without a link the rest works all the same.
                Console.WriteLine("no link: " + board.LinkPort + " is the debugger's");
            }

            _commands = commands;
            _server = new LinkServer(commands, new UartSink(_port));
            commands.Server = _server;
        }

        /// <summary>Tells whether the host has nothing under way that the board would disturb by doing something else.</summary>
        /// <param name="now">The time in milliseconds.</param>
        /// <returns>Whether the line has been silent for long enough.</returns>
        public bool IsQuiet(int now)
        {
            // Once quiet it stays so until something is heard: the time wraps, and a board may run for months.
            _isQuiet |= now - _lastHeard >= _commands.QuietMilliseconds;
            return _isQuiet;
        }

        /// <summary>Gets how many requests there have been, pieces of frames not counted.</summary>
        public int Requests
        {
            get { return _commands.Requests; }
        }

        /// <summary>Answers what has arrived; returns soon if nothing has.</summary>
        public void Step()
        {
            int waiting = _isOpen ? _port.BytesToRead : 0;
            if (waiting == 0)
            {
                Rest();
                return;
            }

            _idlePolls = 0;
            if (waiting > BufferLength)
            {
                waiting = BufferLength;
            }

            int count = _port.Read(_buffer, 0, waiting);
            _server.Accept(_buffer, 0, count);
            _lastHeard = Clock.Milliseconds();
            _isQuiet = false;
            if (_commands.RebootRequested)
            {
                Restart();
            }
        }

        private static void Restart()
        {
            // The reply is still in the UART's buffer.
            Thread.Sleep(100);
            Power.RebootDevice(RebootOption.NormalReboot);
        }

        private void Rest()
        {
            if (_idlePolls < IdlePollsBeforeSleep)
            {
                _idlePolls++;
                return;
            }

            Thread.Sleep(1);
        }
    }
}
