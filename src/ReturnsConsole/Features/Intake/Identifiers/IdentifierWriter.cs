using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Intake.Scanning;
using ReturnsConsole.Features.Returns;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Intake.Identifiers;

/// <summary>Adds the numbers of new and corrected facts to the identifier table, many to a statement, in the transaction that writes the facts. What is there already stays.</summary>
internal sealed class IdentifierWriter(ConsoleContext db)
{
    private const int Batch = 4_000;
    private readonly HashSet<(string Value, IdentifierKind Kind, long Item, long Order, int Account)> waiting = [];
    private readonly HashSet<(string, int)> products = [];

    public long Added { get; private set; }

    public void Add(OrderLine line)
    {
        Add(IdentifierKind.Order, line.OrderId, 0, line.OrderKey, line.AccountId);
        Add(IdentifierKind.OrderAlias, line.MerchantOrderId, 0, line.OrderKey, line.AccountId);
        Product(IdentifierKind.Sku, line.Sku, line.AccountId);
        Product(IdentifierKind.Asin, line.Asin, line.AccountId);
    }

    public void Add(ReturnItem item, long id)
    {
        // A return whose order came under the seller's own number leads to that number's key; the look-up follows it.
        if (item.OrderKey != OrderKey.None)
            Add(item.OrderKey > 0 ? IdentifierKind.Order : IdentifierKind.OrderAlias, item.OrderId, 0, item.OrderKey, item.AccountId);
        Add(IdentifierKind.Rma, item.RmaId, id, item.OrderKey, item.AccountId);
        // The dock's own number was written with its authorisation.
        if (item.Channel != ReturnChannel.PostHoc)
        {
            Add(IdentifierKind.MerchantRma, item.MerchantRmaId, id, item.OrderKey, item.AccountId);
            Add(IdentifierKind.PlatformReturn, item.PlatformReturnId, id, item.OrderKey, item.AccountId);
        }
        Add(IdentifierKind.Tracking, item.TrackingId, id, item.OrderKey, item.AccountId);
        Add(IdentifierKind.Label, item.LabelId, id, item.OrderKey, item.AccountId);
        Add(IdentifierKind.LicencePlate, item.LicensePlate, id, item.OrderKey, item.AccountId);
        Add(IdentifierKind.Sku, item.Sku, id, item.OrderKey, item.AccountId);
        Add(IdentifierKind.Asin, item.Asin, id, item.OrderKey, item.AccountId);
    }

    public void Add(ReturnAuthorization authorization) => Add(IdentifierKind.Authorization, authorization.Number, 0, authorization.OrderKey, authorization.AccountId);

    public void Flush()
    {
        if (waiting.Count == 0)
            return;
        using var command = db.NewCommand(db.Database.IsSqlServer() ? SqlServer : Sqlite);
        var rows = command.CreateParameter();
        rows.ParameterName = "@rows";
        rows.Value = Rows();
        command.Parameters.Add(rows);
        Added += command.ExecuteNonQuery();
        waiting.Clear();
    }

    // One sentence of INSERT per batch; the rows travel as one JSON text, which both databases take apart.
    private const string Sqlite =
        "INSERT OR IGNORE INTO ParcelIdentifiers (Value, Kind, ReturnItemId, OrderKey, AccountId) "
        + "SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]'), json_extract(value, '$[2]'), json_extract(value, '$[3]'), json_extract(value, '$[4]') FROM json_each(@rows)";

    private const string SqlServer =
        "INSERT INTO ParcelIdentifiers (Value, Kind, ReturnItemId, OrderKey, AccountId) SELECT j.v, j.k, j.r, j.o, j.a FROM OPENJSON(@rows) WITH (v varchar(60) '$[0]', k tinyint '$[1]', r bigint '$[2]', o bigint '$[3]', a int '$[4]') j "
        + "WHERE NOT EXISTS (SELECT 1 FROM ParcelIdentifiers p WITH (UPDLOCK, HOLDLOCK) WHERE p.Value = j.v AND p.Kind = j.k AND p.ReturnItemId = j.r AND p.OrderKey = j.o AND p.AccountId = j.a)";

    private void Add(IdentifierKind kind, string text, long item, long order, int account)
    {
        if (text.Length == 0 || IdentifierText.Key(text) is not { Length: > 0 } value)
            return;
        waiting.Add((value, kind, item, order, account));
        if (waiting.Count >= Batch)
            Flush();
    }

    /// <summary>That a product is ours is said once, not once per order.</summary>
    private void Product(IdentifierKind kind, string text, int account)
    {
        if (text.Length > 0 && products.Add((text, account)))
            Add(kind, text, 0, OrderKey.None, account);
    }

    private string Rows()
    {
        using var memory = new MemoryStream(waiting.Count * 48);
        using (var json = new Utf8JsonWriter(memory))
        {
            json.WriteStartArray();
            foreach (var (value, kind, item, order, account) in waiting)
            {
                json.WriteStartArray();
                json.WriteStringValue(value);
                json.WriteNumberValue((byte)kind);
                json.WriteNumberValue(item);
                json.WriteNumberValue(order);
                json.WriteNumberValue(account);
                json.WriteEndArray();
            }
            json.WriteEndArray();
        }
        return Encoding.UTF8.GetString(memory.GetBuffer().AsSpan(0, (int)memory.Length));
    }
}
