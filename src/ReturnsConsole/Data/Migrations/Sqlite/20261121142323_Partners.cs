using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ReturnsConsole.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Partners : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "Corrected",
                table: "SourceFiles",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<bool>(
                name: "FromPartner",
                table: "SourceFiles",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<long>(
                name: "AtHubAt",
                table: "ReturnItems",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "CancelledAt",
                table: "ReturnItems",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "FinalDisposition",
                table: "ReturnItems",
                type: "TEXT",
                maxLength: 60,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<long>(
                name: "FirstScanAt",
                table: "ReturnItems",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Flow",
                table: "ReturnItems",
                type: "TEXT",
                maxLength: 40,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<bool>(
                name: "Found",
                table: "ReturnItems",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "LabelId",
                table: "ReturnItems",
                type: "TEXT",
                maxLength: 60,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "PlatformReturnId",
                table: "ReturnItems",
                type: "TEXT",
                maxLength: 60,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<long>(
                name: "ProcessedAt",
                table: "ReturnItems",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ShipmentId",
                table: "ReturnItems",
                type: "TEXT",
                maxLength: 60,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<long>(
                name: "UpdatedAt",
                table: "ReturnItems",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Wish",
                table: "ReturnItems",
                type: "TEXT",
                maxLength: 40,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<long>(
                name: "Hash",
                table: "RefundSightings",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<string>(
                name: "NaturalKey",
                table: "RefundSightings",
                type: "TEXT",
                maxLength: 250,
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateTable(
                name: "InboxMessages",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    PartnerId = table.Column<int>(type: "INTEGER", nullable: false),
                    Identity = table.Column<string>(type: "TEXT", unicode: false, maxLength: 64, nullable: false),
                    ReceivedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Body = table.Column<byte[]>(type: "BLOB", nullable: true),
                    Deliveries = table.Column<int>(type: "INTEGER", nullable: false),
                    Status = table.Column<byte>(type: "INTEGER", nullable: false),
                    ProcessedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Problem = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_InboxMessages", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ManifestItems",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    AccountId = table.Column<int>(type: "INTEGER", nullable: false),
                    Channel = table.Column<byte>(type: "INTEGER", nullable: false),
                    NaturalKey = table.Column<string>(type: "TEXT", maxLength: 250, nullable: false),
                    OrderKey = table.Column<long>(type: "INTEGER", nullable: false),
                    OrderId = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    ShipmentId = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    ItemId = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    PlatformReturnId = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    OrderItemId = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    RmaId = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Sku = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Quantity = table.Column<int>(type: "INTEGER", nullable: false),
                    Carrier = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    TrackingId = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    PalletNumber = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    BoxBarcode = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    LabelId = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    DepartedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    InspectionOutcome = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Hash = table.Column<long>(type: "INTEGER", nullable: false),
                    FileId = table.Column<int>(type: "INTEGER", nullable: false),
                    Line = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ManifestItems", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "OutboxMessages",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    PartnerId = table.Column<int>(type: "INTEGER", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Key = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Body = table.Column<string>(type: "TEXT", maxLength: 100000, nullable: false),
                    Subject = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    CreatedBy = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Status = table.Column<byte>(type: "INTEGER", nullable: false),
                    Attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    NextAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Reference = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    DocumentHash = table.Column<string>(type: "TEXT", unicode: false, maxLength: 64, nullable: false),
                    Message = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    RequestId = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    SentAt = table.Column<long>(type: "INTEGER", nullable: true),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    ClaimedBy = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    ClaimedUntil = table.Column<long>(type: "INTEGER", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OutboxMessages", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Partners",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    AccountId = table.Column<int>(type: "INTEGER", nullable: false),
                    Kind = table.Column<byte>(type: "INTEGER", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    BaseUrl = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    TokenUrl = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    Options = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    Credentials = table.Column<string>(type: "TEXT", maxLength: 8000, nullable: false),
                    CredentialsChangedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    FromConfiguration = table.Column<bool>(type: "INTEGER", nullable: false),
                    Paused = table.Column<bool>(type: "INTEGER", nullable: false),
                    StoppedBecause = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    StoppedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Partners", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "PartnerStock",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    AccountId = table.Column<int>(type: "INTEGER", nullable: false),
                    Platform = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Sku = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Location = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    OnStock = table.Column<long>(type: "INTEGER", nullable: false),
                    Available = table.Column<long>(type: "INTEGER", nullable: true),
                    UpdatedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Hash = table.Column<long>(type: "INTEGER", nullable: false),
                    FileId = table.Column<int>(type: "INTEGER", nullable: false),
                    Line = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PartnerStock", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "SeenDocuments",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    PartnerId = table.Column<int>(type: "INTEGER", nullable: false),
                    Hash = table.Column<long>(type: "INTEGER", nullable: false),
                    Day = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SeenDocuments", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "SyncRuns",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    PartnerId = table.Column<int>(type: "INTEGER", nullable: false),
                    Stream = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Trigger = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    StartedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    FinishedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Status = table.Column<byte>(type: "INTEGER", nullable: false),
                    FromUtc = table.Column<long>(type: "INTEGER", nullable: true),
                    UntilUtc = table.Column<long>(type: "INTEGER", nullable: true),
                    Read = table.Column<long>(type: "INTEGER", nullable: false),
                    New = table.Column<long>(type: "INTEGER", nullable: false),
                    Changed = table.Column<long>(type: "INTEGER", nullable: false),
                    Unchanged = table.Column<long>(type: "INTEGER", nullable: false),
                    Rejected = table.Column<long>(type: "INTEGER", nullable: false),
                    WaitedMs = table.Column<long>(type: "INTEGER", nullable: false),
                    Message = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    RequestId = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SyncRuns", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "SyncStreams",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    PartnerId = table.Column<int>(type: "INTEGER", nullable: false),
                    Stream = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Watermark = table.Column<long>(type: "INTEGER", nullable: true),
                    WindowFrom = table.Column<long>(type: "INTEGER", nullable: true),
                    WindowUntil = table.Column<long>(type: "INTEGER", nullable: true),
                    Cursor = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    OpenRunId = table.Column<int>(type: "INTEGER", nullable: false),
                    Paused = table.Column<bool>(type: "INTEGER", nullable: false),
                    NotBefore = table.Column<long>(type: "INTEGER", nullable: true),
                    FailuresInRow = table.Column<int>(type: "INTEGER", nullable: false),
                    LastSuccessAt = table.Column<long>(type: "INTEGER", nullable: true),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ClaimedBy = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    ClaimedUntil = table.Column<long>(type: "INTEGER", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SyncStreams", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "UnknownValues",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    AccountId = table.Column<int>(type: "INTEGER", nullable: false),
                    Field = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    Value = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Count = table.Column<long>(type: "INTEGER", nullable: false),
                    FirstSeenAt = table.Column<long>(type: "INTEGER", nullable: false),
                    LastSeenAt = table.Column<long>(type: "INTEGER", nullable: false),
                    FileId = table.Column<int>(type: "INTEGER", nullable: false),
                    Line = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_UnknownValues", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "VendorPaperLines",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    AccountId = table.Column<int>(type: "INTEGER", nullable: false),
                    Paper = table.Column<byte>(type: "INTEGER", nullable: false),
                    NaturalKey = table.Column<string>(type: "TEXT", maxLength: 250, nullable: false),
                    Number = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    ReturnsReference = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    PurchaseOrder = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    InvoiceNumber = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Asin = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Ean = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Sku = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Quantity = table.Column<int>(type: "INTEGER", nullable: true),
                    UnitCost = table.Column<long>(type: "INTEGER", nullable: true),
                    Amount = table.Column<long>(type: "INTEGER", nullable: true),
                    Currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    Type = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Status = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Carrier = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    TrackingId = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    DatedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Hash = table.Column<long>(type: "INTEGER", nullable: false),
                    FileId = table.Column<int>(type: "INTEGER", nullable: false),
                    Line = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_VendorPaperLines", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_ReturnItems_StillOpen",
                table: "ReturnItems",
                columns: new[] { "AccountId", "Channel", "Id" },
                filter: "Channel >= 2 AND ProcessedAt IS NULL AND CancelledAt IS NULL");

            migrationBuilder.CreateIndex(
                name: "UX_RefundSightings_Identity",
                table: "RefundSightings",
                columns: new[] { "NaturalKey", "AccountId" },
                unique: true,
                filter: "NaturalKey <> ''");

            migrationBuilder.CreateIndex(
                name: "IX_InboxMessages_NotUnderstood",
                table: "InboxMessages",
                column: "PartnerId",
                filter: "Status = 2");

            migrationBuilder.CreateIndex(
                name: "IX_InboxMessages_ToProcess",
                table: "InboxMessages",
                columns: new[] { "PartnerId", "Id" },
                filter: "Status = 0");

            migrationBuilder.CreateIndex(
                name: "UX_InboxMessages_Identity",
                table: "InboxMessages",
                columns: new[] { "PartnerId", "Identity" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ManifestItems_OfOrder",
                table: "ManifestItems",
                column: "OrderKey");

            migrationBuilder.CreateIndex(
                name: "IX_ManifestItems_OfShipment",
                table: "ManifestItems",
                columns: new[] { "AccountId", "ShipmentId" });

            migrationBuilder.CreateIndex(
                name: "UX_ManifestItems_Identity",
                table: "ManifestItems",
                columns: new[] { "NaturalKey", "AccountId", "Channel" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_OutboxMessages_ByStatus",
                table: "OutboxMessages",
                columns: new[] { "Status", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_OutboxMessages_ToDo",
                table: "OutboxMessages",
                column: "NextAt",
                filter: "Status IN (0,1,2,5)");

            migrationBuilder.CreateIndex(
                name: "UX_OutboxMessages_Key",
                table: "OutboxMessages",
                columns: new[] { "PartnerId", "Key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "UX_Partners_Name",
                table: "Partners",
                column: "Name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "UX_PartnerStock_Identity",
                table: "PartnerStock",
                columns: new[] { "Sku", "AccountId", "Platform", "Location" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_SeenDocuments_ByAge",
                table: "SeenDocuments",
                column: "Day");

            migrationBuilder.CreateIndex(
                name: "IX_SeenDocuments_ByContent",
                table: "SeenDocuments",
                columns: new[] { "PartnerId", "Hash" });

            migrationBuilder.CreateIndex(
                name: "IX_SyncRuns_OfStream",
                table: "SyncRuns",
                columns: new[] { "PartnerId", "Stream", "Id" });

            migrationBuilder.CreateIndex(
                name: "UX_SyncStreams_Identity",
                table: "SyncStreams",
                columns: new[] { "PartnerId", "Stream" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "UX_UnknownValues_Identity",
                table: "UnknownValues",
                columns: new[] { "AccountId", "Field", "Value" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_VendorPaperLines_OfReturn",
                table: "VendorPaperLines",
                columns: new[] { "AccountId", "ReturnsReference" });

            migrationBuilder.CreateIndex(
                name: "UX_VendorPaperLines_Identity",
                table: "VendorPaperLines",
                columns: new[] { "NaturalKey", "AccountId", "Paper" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "InboxMessages");

            migrationBuilder.DropTable(
                name: "ManifestItems");

            migrationBuilder.DropTable(
                name: "OutboxMessages");

            migrationBuilder.DropTable(
                name: "Partners");

            migrationBuilder.DropTable(
                name: "PartnerStock");

            migrationBuilder.DropTable(
                name: "SeenDocuments");

            migrationBuilder.DropTable(
                name: "SyncRuns");

            migrationBuilder.DropTable(
                name: "SyncStreams");

            migrationBuilder.DropTable(
                name: "UnknownValues");

            migrationBuilder.DropTable(
                name: "VendorPaperLines");

            migrationBuilder.DropIndex(
                name: "IX_ReturnItems_StillOpen",
                table: "ReturnItems");

            migrationBuilder.DropIndex(
                name: "UX_RefundSightings_Identity",
                table: "RefundSightings");

            migrationBuilder.DropColumn(
                name: "Corrected",
                table: "SourceFiles");

            migrationBuilder.DropColumn(
                name: "FromPartner",
                table: "SourceFiles");

            migrationBuilder.DropColumn(
                name: "AtHubAt",
                table: "ReturnItems");

            migrationBuilder.DropColumn(
                name: "CancelledAt",
                table: "ReturnItems");

            migrationBuilder.DropColumn(
                name: "FinalDisposition",
                table: "ReturnItems");

            migrationBuilder.DropColumn(
                name: "FirstScanAt",
                table: "ReturnItems");

            migrationBuilder.DropColumn(
                name: "Flow",
                table: "ReturnItems");

            migrationBuilder.DropColumn(
                name: "Found",
                table: "ReturnItems");

            migrationBuilder.DropColumn(
                name: "LabelId",
                table: "ReturnItems");

            migrationBuilder.DropColumn(
                name: "PlatformReturnId",
                table: "ReturnItems");

            migrationBuilder.DropColumn(
                name: "ProcessedAt",
                table: "ReturnItems");

            migrationBuilder.DropColumn(
                name: "ShipmentId",
                table: "ReturnItems");

            migrationBuilder.DropColumn(
                name: "UpdatedAt",
                table: "ReturnItems");

            migrationBuilder.DropColumn(
                name: "Wish",
                table: "ReturnItems");

            migrationBuilder.DropColumn(
                name: "Hash",
                table: "RefundSightings");

            migrationBuilder.DropColumn(
                name: "NaturalKey",
                table: "RefundSightings");
        }
    }
}
