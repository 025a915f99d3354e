using System.Net;
using System.Net.Sockets;

namespace ReturnsConsole.Demo;

internal static class FreeAddress
{
    /// <summary>Whether somebody listens there already; asked before a month is prepared in vain.</summary>
    public static bool IsTaken(string url)
    {
        var address = new Uri(url);
        if (address.Port == 0 || !address.IsLoopback)
            return false;
        try
        {
            using var probe = new TcpListener(IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) ? ip : IPAddress.Loopback, address.Port);
            probe.Start();
            return false;
        }
        catch (SocketException)
        {
            return true;
        }
    }

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
