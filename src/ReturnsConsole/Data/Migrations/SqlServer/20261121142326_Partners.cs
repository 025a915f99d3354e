using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ReturnsConsole.Data.Migrations.SqlServer
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
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<bool>(
                name: "FromPartner",
                table: "SourceFiles",
                type: "bit",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<DateTime>(
                name: "AtHubAt",
                table: "ReturnItems",
                type: "datetime2(3)",
                precision: 3,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "CancelledAt",
                table: "ReturnItems",
                type: "datetime2(3)",
                precision: 3,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "FinalDisposition",
                table: "ReturnItems",
                type: "nvarchar(60)",
                maxLength: 60,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<DateTime>(
                name: "FirstScanAt",
                table: "ReturnItems",
                type: "datetime2(3)",
                precision: 3,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Flow",
                table: "ReturnItems",
                type: "nvarchar(40)",
                maxLength: 40,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<bool>(
                name: "Found",
                table: "ReturnItems",
                type: "bit",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "LabelId",
                table: "ReturnItems",
                type: "nvarchar(60)",
                maxLength: 60,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "PlatformReturnId",
                table: "ReturnItems",
                type: "nvarchar(60)",
                maxLength: 60,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<DateTime>(
                name: "ProcessedAt",
                table: "ReturnItems",
                type: "datetime2(3)",
                precision: 3,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ShipmentId",
                table: "ReturnItems",
                type: "nvarchar(60)",
                maxLength: 60,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<DateTime>(
                name: "UpdatedAt",
                table: "ReturnItems",
                type: "datetime2(3)",
                precision: 3,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Wish",
                table: "ReturnItems",
                type: "nvarchar(40)",
                maxLength: 40,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<long>(
                name: "Hash",
                table: "RefundSightings",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<string>(
                name: "NaturalKey",
                table: "RefundSightings",
                type: "nvarchar(250)",
                maxLength: 250,
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateTable(
                name: "InboxMessages",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    PartnerId = table.Column<int>(type: "int", nullable: false),
                    Identity = table.Column<string>(type: "varchar(64)", unicode: false, maxLength: 64, nullable: false),
                    ReceivedAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: false),
                    Body = table.Column<byte[]>(type: "varbinary(max)", nullable: true),
                    Deliveries = table.Column<int>(type: "int", nullable: false),
                    Status = table.Column<byte>(type: "tinyint", nullable: false),
                    ProcessedAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: true),
                    Problem = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_InboxMessages", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ManifestItems",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    AccountId = table.Column<int>(type: "int", nullable: false),
                    Channel = table.Column<byte>(type: "tinyint", nullable: false),
                    NaturalKey = table.Column<string>(type: "nvarchar(250)", maxLength: 250, nullable: false),
                    OrderKey = table.Column<long>(type: "bigint", nullable: false),
                    OrderId = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: false),
                    ShipmentId = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    ItemId = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    PlatformReturnId = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    OrderItemId = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: false),
                    RmaId = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    Sku = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    Quantity = table.Column<int>(type: "int", nullable: false),
                    Carrier = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    TrackingId = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    PalletNumber = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    BoxBarcode = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    LabelId = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    DepartedAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: true),
                    InspectionOutcome = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    Hash = table.Column<long>(type: "bigint", nullable: false),
                    FileId = table.Column<int>(type: "int", nullable: false),
                    Line = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ManifestItems", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "OutboxMessages",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    PartnerId = table.Column<int>(type: "int", nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Key = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    Body = table.Column<string>(type: "nvarchar(max)", maxLength: 100000, nullable: false),
                    Subject = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: false),
                    CreatedBy = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    Status = table.Column<byte>(type: "tinyint", nullable: false),
                    Attempts = table.Column<int>(type: "int", nullable: false),
                    NextAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: false),
                    Reference = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    DocumentHash = table.Column<string>(type: "varchar(64)", unicode: false, maxLength: 64, nullable: false),
                    Message = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: false),
                    RequestId = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    SentAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: true),
                    EndedAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: true),
                    ClaimedBy = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    ClaimedUntil = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: true),
                    Version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OutboxMessages", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Partners",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    AccountId = table.Column<int>(type: "int", nullable: false),
                    Kind = table.Column<byte>(type: "tinyint", nullable: false),
                    Name = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    BaseUrl = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: false),
                    TokenUrl = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: false),
                    Options = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: false),
                    Credentials = table.Column<string>(type: "nvarchar(max)", maxLength: 8000, nullable: false),
                    CredentialsChangedAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: true),
                    FromConfiguration = table.Column<bool>(type: "bit", nullable: false),
                    Paused = table.Column<bool>(type: "bit", nullable: false),
                    StoppedBecause = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: false),
                    StoppedAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: true),
                    CreatedAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: false),
                    Version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Partners", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "PartnerStock",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    AccountId = table.Column<int>(type: "int", nullable: false),
                    Platform = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Sku = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    Location = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    OnStock = table.Column<long>(type: "bigint", nullable: false),
                    Available = table.Column<long>(type: "bigint", nullable: true),
                    UpdatedAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: true),
                    Hash = table.Column<long>(type: "bigint", nullable: false),
                    FileId = table.Column<int>(type: "int", nullable: false),
                    Line = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PartnerStock", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "SeenDocuments",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    PartnerId = table.Column<int>(type: "int", nullable: false),
                    Hash = table.Column<long>(type: "bigint", nullable: false),
                    Day = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SeenDocuments", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "SyncRuns",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    PartnerId = table.Column<int>(type: "int", nullable: false),
                    Stream = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Trigger = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    StartedAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: false),
                    FinishedAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: true),
                    Status = table.Column<byte>(type: "tinyint", nullable: false),
                    FromUtc = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: true),
                    UntilUtc = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: true),
                    Read = table.Column<long>(type: "bigint", nullable: false),
                    New = table.Column<long>(type: "bigint", nullable: false),
                    Changed = table.Column<long>(type: "bigint", nullable: false),
                    Unchanged = table.Column<long>(type: "bigint", nullable: false),
                    Rejected = table.Column<long>(type: "bigint", nullable: false),
                    WaitedMs = table.Column<long>(type: "bigint", nullable: false),
                    Message = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: false),
                    RequestId = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SyncRuns", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "SyncStreams",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    PartnerId = table.Column<int>(type: "int", nullable: false),
                    Stream = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Watermark = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: true),
                    WindowFrom = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: true),
                    WindowUntil = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: true),
                    Cursor = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true),
                    OpenRunId = table.Column<int>(type: "int", nullable: false),
                    Paused = table.Column<bool>(type: "bit", nullable: false),
                    NotBefore = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: true),
                    FailuresInRow = table.Column<int>(type: "int", nullable: false),
                    LastSuccessAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: true),
                    CreatedAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: false),
                    ClaimedBy = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    ClaimedUntil = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: true),
                    Version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SyncStreams", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "UnknownValues",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    AccountId = table.Column<int>(type: "int", nullable: false),
                    Field = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false),
                    Value = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Count = table.Column<long>(type: "bigint", nullable: false),
                    FirstSeenAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: false),
                    LastSeenAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: false),
                    FileId = table.Column<int>(type: "int", nullable: false),
                    Line = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_UnknownValues", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "VendorPaperLines",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    AccountId = table.Column<int>(type: "int", nullable: false),
                    Paper = table.Column<byte>(type: "tinyint", nullable: false),
                    NaturalKey = table.Column<string>(type: "nvarchar(250)", maxLength: 250, nullable: false),
                    Number = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    ReturnsReference = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    PurchaseOrder = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    InvoiceNumber = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    Asin = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    Ean = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    Sku = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    Quantity = table.Column<int>(type: "int", nullable: true),
                    UnitCost = table.Column<long>(type: "bigint", nullable: true),
                    Amount = table.Column<long>(type: "bigint", nullable: true),
                    Currency = table.Column<string>(type: "nvarchar(3)", maxLength: 3, nullable: false),
                    Type = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    Status = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    Carrier = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    TrackingId = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    DatedAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: true),
                    Hash = table.Column<long>(type: "bigint", nullable: false),
                    FileId = table.Column<int>(type: "int", nullable: false),
                    Line = table.Column<long>(type: "bigint", nullable: false)
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
