using System.Net;
using System.Net.Sockets;

namespace ReturnsConsole.Demo;

internal static class FreeAddress
{
    /// <summary>A loopback address at this port, or at a free one when somebody has it.</summary>
    public static string Near(int port)
    {
        try
        {
            using var probe = new TcpListener(IPAddress.Loopback, port);
            probe.Start();
        }
        catch (SocketException)
        {
            port = 0;
        }
        return $"http://127.0.0.1:{port}";
    }
}
