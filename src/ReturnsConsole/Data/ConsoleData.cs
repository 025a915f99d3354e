using System.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace ReturnsConsole.Data;

public static class ConsoleData
{
    /// <summary>A transaction that holds the right to write from its first moment, so that what is read in it is still true when it writes.</summary>
    public static Task<IDbContextTransaction> BeginWriteAsync(this ConsoleContext db, CancellationToken ct) =>
        db.Database.BeginTransactionAsync(IsolationLevel.Serializable, ct);

    /// <summary>Where data lives: absolute path of a folder below the storage folder, made if missing.</summary>
    public static string FolderOf(this StorageOptions storage, IHostEnvironment host, string name = "")
    {
        var folder = Path.GetFullPath(Path.Combine(host.ContentRootPath, storage.Folder, name));
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception denied) when (denied is UnauthorizedAccessException or IOException)
        {
            throw new IOException($"The folder {folder} cannot be made: {denied.Message} Give the console's user the right to write there, or set Storage:Folder to another folder.", denied);
        }
        return folder;
    }
}
