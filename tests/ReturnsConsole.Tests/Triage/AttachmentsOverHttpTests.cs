using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Triage;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Tests.Web;
using Xunit;

namespace ReturnsConsole.Tests.Triage;

public sealed class AttachmentsOverHttpTests(WebHouse house) : IClassFixture<WebHouse>
{
    [Fact]
    public async Task File_SentAndFetched_ComesBackAsADownloadOfItsOwnType()
    {
        var caseId = await CaseAsync();
        using var browser = await house.SignedInAsync("fin");
        using var sent = await SendAsync(browser, caseId, "evil.html", "From the carrier: lost."u8.ToArray());
        Assert.True(sent.IsSuccessStatusCode, await sent.Content.ReadAsStringAsync());
        await using var db = house.Open();
        var id = (await db.CaseAttachments.SingleAsync(a => a.CaseId == caseId)).Id;

        using var got = await browser.GetAsync($"/cases/attachments/{id}");
        Assert.Equal("From the carrier: lost.", await got.Content.ReadAsStringAsync());
        Assert.Equal("text/plain", got.Content.Headers.ContentType!.MediaType);
        Assert.Equal("attachment", got.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("nosniff", Assert.Single(got.Headers.GetValues("X-Content-Type-Options")));

        using var stranger = house.Browser();
        Assert.NotEqual(HttpStatusCode.OK, (await stranger.GetAsync($"/cases/attachments/{id}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/cases/attachments/999999")).StatusCode);
    }

    [Fact]
    public async Task File_OfAnotherKind_OrWithoutTheFormToken_IsRefused()
    {
        var caseId = await CaseAsync();
        using var browser = await house.SignedInAsync("fin");
        using var page = await SendAsync(browser, caseId, "note.txt", "<html>"u8.ToArray());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.StatusCode);
        Assert.Contains("none of the files that can be kept", await WordsAsync(page), StringComparison.Ordinal);
        using var bare = await browser.PostAsync($"/cases/{caseId}/attachments?name=a.txt", new ByteArrayContent("hello"u8.ToArray()));
        Assert.Equal(HttpStatusCode.BadRequest, bare.StatusCode);
        using var large = await SendAsync(browser, caseId, "large.txt", new byte[31 * 1024 * 1024]);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, large.StatusCode);
        Assert.Contains("large.txt is larger than 30 MB", await WordsAsync(large), StringComparison.Ordinal);
    }

    private static async Task<string> WordsAsync(HttpResponseMessage answer) => (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("message").GetString()!;

    private static async Task<HttpResponseMessage> SendAsync(HttpClient browser, long caseId, string name, byte[] content)
    {
        var form = await browser.GetFromJsonAsync<JsonElement>("/cases/attachment-token");
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/cases/{caseId}/attachments?name={name}") { Content = new ByteArrayContent(content) };
        request.Headers.Add(form.GetProperty("header").GetString()!, form.GetProperty("token").GetString());
        // A body that is too large is not sent at all then.
        request.Headers.ExpectContinue = true;
        return await browser.SendAsync(request);
    }

    private async Task<long> CaseAsync()
    {
        await using var db = house.Open();
        var company = await db.Companies.FirstOrDefaultAsync();
        if (company is null)
        {
            db.Companies.Add(company = new Company { Name = "One" });
            await db.SaveChangesAsync();
        }
        var c = new ExceptionCase { CompanyId = company.Id, AccountId = 1, Kind = CaseKind.OrphanedRefund, SubjectKey = Guid.NewGuid().ToString(), Headline = "x" };
        db.Cases.Add(c);
        await db.SaveChangesAsync();
        return c.Id;
    }
}
