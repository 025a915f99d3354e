using System.IO.Compression;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Triage;
using ReturnsConsole.Features.Triage.Attachments;
using ReturnsConsole.Shared;
using ReturnsConsole.Tests.Intake;
using Xunit;

namespace ReturnsConsole.Tests.Triage;

public sealed class AttachmentTests
{
    private static readonly byte[] Pdf = "%PDF-1.7\n%âãÏÓ"u8.ToArray();

    public static TheoryData<string, string?> Texts => new()
    {
        { "order;amount\n302-1;12,50\n", "text/csv" },
        { "a\tb\nc\td", "text/csv" },
        { "The carrier says: lost.", "text/plain" },
        { "From: a@b.example\r\nTo: c@d.example\r\nDate: Fri, 20 Nov 2026 10:00:00 +0000\r\nSubject: x\r\n\r\nHello", "message/rfc822" },
        { "<html><script>alert(1)</script>", null },
        { "  <!DOCTYPE html>", null },
        { "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", null },
        { "MZ\u0000\u0003binary", null },
        { "", null },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void Kind_OfText_IsByWhatStandsInIt(string text, string? type) => Assert.Equal(type, AttachmentKind.Of(Encoding.UTF8.GetBytes(text))?.ContentType);

    [Fact]
    public void Kind_OfBytes_IsByTheBytes()
    {
        Assert.Equal("application/pdf", AttachmentKind.Of(Pdf)?.ContentType);
        Assert.Null(AttachmentKind.Of([0xFF, 0xD8, 1, 2, 3, 4, 5]));
        Assert.Equal("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", AttachmentKind.Of(Zip("[Content_Types].xml", "xl/workbook.xml"))?.ContentType);
        Assert.Null(AttachmentKind.Of(Zip("[Content_Types].xml", "xl/workbook.xml", "xl/vbaProject.bin")));
        Assert.Null(AttachmentKind.Of(Zip("word/document.xml")));
        Assert.Null(AttachmentKind.Of("PK\x03\x04 no archive"u8.ToArray()));
        Assert.Equal("text/plain", AttachmentKind.Of(Encoding.Latin1.GetBytes("Rücksendung für Größe"))?.ContentType);
    }

    [Theory]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("C:\\Users\\jan\\photo.jpg", "photo.jpg")]
    [InlineData("inv\u202Efdp.exe", "invfdp.exe")]
    [InlineData("  ..  ", "file")]
    [InlineData("a\r\nSet-Cookie: x", "aSet-Cookie: x")]
    public void Name_OfAPath_IsItsLastPart(string path, string name) => Assert.Equal(name, AttachToCase.NameOf(path));

    [Fact]
    public async Task Attach_APicture_IsKeptWithoutWhatTheCameraWrote_AndShownWithTheCase()
    {
        using var house = new Cabinet();
        var outcome = await house.AttachAsync("box.pdf", Pictures.Jpeg());
        Assert.True(outcome.Succeeded, outcome.Message);
        var file = Assert.Single((await house.DetailAsync()).Files);
        Assert.Equal(("box.pdf", "image/jpeg", "Fay Novak", true), (file.Name, file.ContentType, file.By, file.MayRemove));
        Assert.Contains(house.Actions(), a => a == "case.attached");

        var shown = await new ShowAttachment(house.World.Database, house.World.Guard, house.Evidence).RunAsync(house.World.Wim, file.Id, default);
        using var bytes = new MemoryStream();
        await shown!.Value.Content.CopyToAsync(bytes);
        Assert.DoesNotContain(Pictures.Secret, Encoding.Latin1.GetString(bytes.ToArray()), StringComparison.Ordinal);
        Assert.Equal(file.Bytes, bytes.Length);
    }

    [Fact]
    public async Task Attach_WhatCannotBeKept_IsRefusedInWords()
    {
        using var house = new Cabinet();
        Assert.Contains("none of the files that can be kept here", (await house.AttachAsync("photo.jpg", "MZ\0\0"u8.ToArray())).Message, StringComparison.Ordinal);
        Assert.Contains("is empty", (await house.AttachAsync("a.txt", [])).Message, StringComparison.Ordinal);
        var large = new byte[AttachToCase.MaxBytes + 1];
        Array.Fill(large, (byte)'a');
        Assert.Contains("larger than 30 MB", (await house.AttachAsync("a.txt", large)).Message, StringComparison.Ordinal);
        Assert.True((await house.AttachAsync("a.pdf", Pdf)).Succeeded);
        Assert.Contains("is here already, as a.pdf", (await house.AttachAsync("b.pdf", Pdf)).Message, StringComparison.Ordinal);
        house.World.Guard.Refused.Add(Permission.CommentOnCases);
        Assert.Equal(OutcomeKind.Forbidden, (await house.AttachAsync("c.txt", "hello"u8.ToArray())).Kind);
        house.World.Guard.Refused.Clear();
        house.World.Guard.Companies = new HashSet<int> { 999 };
        Assert.Equal(OutcomeKind.Refused, (await house.AttachAsync("c.txt", "hello"u8.ToArray())).Kind);
        Assert.Null(await new ShowAttachment(house.World.Database, house.World.Guard, house.Evidence).RunAsync(house.World.Wim, 1, default));
    }

    [Fact]
    public async Task Remove_ByWhoAddedItOrAnAdministrator_WithAReason_LeavesItsTrace()
    {
        using var house = new Cabinet();
        Assert.True((await house.AttachAsync("a.pdf", Pdf)).Succeeded);
        var file = Assert.Single((await house.DetailAsync()).Files);
        house.World.Guard.Refused.Add(Permission.ManageSettings);
        Assert.Contains("Only Fay Novak", (await house.Remove.RunAsync(house.World.Wim, house.CaseId, file.Id, "not ours", default)).Message, StringComparison.Ordinal);
        Assert.Contains("Say why", (await house.Remove.RunAsync(house.World.Fay, house.CaseId, file.Id, " ", default)).Message, StringComparison.Ordinal);
        await using var db = house.World.Database.CreateDbContext();
        var content = (await db.CaseAttachments.AsNoTracking().SingleAsync()).Sha256;
        Assert.True((await house.Remove.RunAsync(house.World.Fay, house.CaseId, file.Id, "wrong buyer", default)).Succeeded);
        Assert.Empty((await house.DetailAsync()).Files);
        Assert.False(house.Evidence.Has(content));
        var kept = await db.CaseAttachments.AsNoTracking().SingleAsync();
        Assert.Equal(("Fay Novak", "wrong buyer"), (kept.RemovedByName, kept.RemovedReason));
        Assert.Contains(house.Actions(), a => a == "case.attachment-removed");
        Assert.Null(await new ShowAttachment(house.World.Database, house.World.Guard, house.Evidence).RunAsync(house.World.Fay, file.Id, default));
        Assert.Empty(await house.World.VerifyAsync());
    }

    private static byte[] Zip(params string[] names)
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var name in names)
                archive.CreateEntry(name);
        }
        return bytes.ToArray();
    }

    /// <summary>One case, and where its files lie.</summary>
    private sealed class Cabinet : IDisposable
    {
        private readonly IntakeWorld dock = new();

        public Cabinet()
        {
            World.Refund("302-0000001-1234567", "BOOT", 1, 1000);
            World.GoTo(30);
            World.RunAsync().GetAwaiter().GetResult();
            CaseId = World.CasesAsync().GetAwaiter().GetResult()[0].Id;
            Remove = new RemoveAttachment(World.Database, World.Editing, World.Guard, Evidence);
        }

        public TriageWorld World => dock.Triage;

        public ReturnsConsole.Features.Imports.Evidence.EvidenceStore Evidence => dock.Evidence;

        public long CaseId { get; }

        public RemoveAttachment Remove { get; }

        public Task<Outcome> AttachAsync(string name, byte[] content) => new AttachToCase(World.Editing, World.Guard, Evidence).RunAsync(World.Fay, CaseId, name, new MemoryStream(content), default);

        public async Task<CaseDetail> DetailAsync() => (await new CaseDetails(World.Database, World.Guard, Options.Create(World.Settings)).RunAsync(World.Fay, CaseId, default)).Value!;

        public List<string> Actions()
        {
            using var db = World.Database.CreateDbContext();
            return [.. db.AuditEntries.Select(e => e.Action)];
        }

        public void Dispose() => dock.Dispose();
    }
}
