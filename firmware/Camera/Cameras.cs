using System;
using LlsEdge.Board;

namespace LlsEdge.Camera
{
    /// <summary>
    /// Finds the camera of a board.
    /// </summary>
    public static class Cameras
    {
        /// <summary>Opens a camera; it is still to be started.</summary>
        /// <param name="kind">Which, a <see cref="CameraKind"/>.</param>
        /// <param name="board">The pins.</param>
        /// <returns>The camera; null if none is wanted, or whichever answers is wanted and none does.</returns>
        public static IFrameSource Open(int kind, BoardProfile board)
        {
            if (kind == (int)CameraKind.None)
            {
                return null;
            }

            CameraBus bus;
            try
            {
                bus = new CameraBus(board);
            }
            catch (Exception)
            {
                // The bus or one of its pins is in use.
                return null;
            }

            if (kind == (int)CameraKind.ArducamMega)
            {
                return new ArducamMega(bus);
            }

            if (kind == (int)CameraKind.ArducamMini)
            {
                return new ArducamMini(bus, board);
            }

            ArduChip camera = new ArducamMega(bus);
            if (camera.Probe())
            {
                return camera;
            }

            camera = new ArducamMini(bus, board);
            if (camera.Probe())
            {
                return camera;
            }

            bus.Dispose();
            return null;
        }
    }
}
