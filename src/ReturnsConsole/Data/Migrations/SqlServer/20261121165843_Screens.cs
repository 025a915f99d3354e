using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ReturnsConsole.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class Screens : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_ReturnItems_ByQuarantinedReason",
                table: "ReturnItems");

            migrationBuilder.DropIndex(
                name: "UX_ReasonCodeMappings_Code",
                table: "ReasonCodeMappings");

            migrationBuilder.RenameColumn(
                name: "Version",
                table: "ReasonCodeMappings",
                newName: "VersionId");

            migrationBuilder.AddColumn<int>(
                name: "SyncRunId",
                table: "SourceFiles",
                type: "int",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "AmazonCode",
                table: "ReasonCodeMappings",
                type: "nvarchar(60)",
                maxLength: 60,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<DateTime>(
                name: "ChangedAt",
                table: "ReasonCodeMappings",
                type: "datetime2(3)",
                precision: 3,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ChangedByName",
                table: "ReasonCodeMappings",
                type: "nvarchar(200)",
                maxLength: 200,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "CommercetoolsCode",
                table: "ReasonCodeMappings",
                type: "nvarchar(60)",
                maxLength: 60,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "CostCode",
                table: "ReasonCodeMappings",
                type: "nvarchar(40)",
                maxLength: 40,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "LiabilityCode",
                table: "ReasonCodeMappings",
                type: "nvarchar(40)",
                maxLength: 40,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<DateTime>(
                name: "DueSince",
                table: "OutboxMessages",
                type: "datetime2(3)",
                precision: 3,
                nullable: false,
                defaultValue: new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified));

            migrationBuilder.AddColumn<string>(
                name: "Lane",
                table: "OutboxMessages",
                type: "nvarchar(150)",
                maxLength: 150,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<DateTime>(
                name: "LatestDeliveryAt",
                table: "OrderLines",
                type: "datetime2(3)",
                precision: 3,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "GradedAt",
                table: "GoodsReceipts",
                type: "datetime2(3)",
                precision: 3,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "ApiKeys",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Name = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    Prefix = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    Hash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    Scopes = table.Column<byte>(type: "tinyint", nullable: false),
                    CompanyId = table.Column<int>(type: "int", nullable: true),
                    CreatedAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: false),
                    CreatedBy = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    LastUsedAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: true),
                    RevokedAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: true),
                    RevokedBy = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    Version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ApiKeys", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "IntakePhotos",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Sha256 = table.Column<string>(type: "varchar(64)", unicode: false, maxLength: 64, nullable: false),
                    ContentType = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    Bytes = table.Column<long>(type: "bigint", nullable: false),
                    TakenAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: false),
                    TakenById = table.Column<int>(type: "int", nullable: false),
                    ErasedAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_IntakePhotos", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Notices",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    UserId = table.Column<int>(type: "int", nullable: false),
                    At = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: false),
                    Text = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: false),
                    Link = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    ReadAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Notices", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "OutboxItems",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    MessageId = table.Column<long>(type: "bigint", nullable: false),
                    ReturnItemId = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OutboxItems", x => x.Id);
                    table.ForeignKey(
                        name: "FK_OutboxItems_OutboxMessages_MessageId",
                        column: x => x.MessageId,
                        principalTable: "OutboxMessages",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ParcelIdentifiers",
                columns: table => new
                {
                    Value = table.Column<string>(type: "varchar(60)", unicode: false, maxLength: 60, nullable: false),
                    Kind = table.Column<byte>(type: "tinyint", nullable: false),
                    ReturnItemId = table.Column<long>(type: "bigint", nullable: false),
                    OrderKey = table.Column<long>(type: "bigint", nullable: false),
                    AccountId = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ParcelIdentifiers_ByValue", x => new { x.Value, x.Kind, x.ReturnItemId, x.OrderKey, x.AccountId });
                });

            migrationBuilder.CreateTable(
                name: "ParcelScans",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    ScanId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Code = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    At = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: false),
                    ScannedAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: false),
                    ActorId = table.Column<int>(type: "int", nullable: false),
                    ActorName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    Result = table.Column<byte>(type: "tinyint", nullable: false),
                    State = table.Column<byte>(type: "tinyint", nullable: false),
                    AccountId = table.Column<int>(type: "int", nullable: false),
                    OrderId = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: false),
                    Note = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ParcelScans", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "RaisedCases",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    CompanyId = table.Column<int>(type: "int", nullable: false),
                    AccountId = table.Column<int>(type: "int", nullable: false),
                    Kind = table.Column<byte>(type: "tinyint", nullable: false),
                    SubjectKey = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    OrderKey = table.Column<long>(type: "bigint", nullable: false),
                    OrderId = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: false),
                    Sku = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    Identifier = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    IdentifierKey = table.Column<long>(type: "bigint", nullable: false),
                    Note = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false),
                    PersonId = table.Column<int>(type: "int", nullable: false),
                    PersonName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    At = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: false),
                    ArrivedAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RaisedCases", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ReasonCodeReviews",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    OpenedAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: false),
                    DoneAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: true),
                    DoneById = table.Column<int>(type: "int", nullable: false),
                    DoneByName = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Note = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: false),
                    Version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReasonCodeReviews", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ReasonCodeVersions",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Number = table.Column<int>(type: "int", nullable: false),
                    EffectiveFrom = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: false),
                    CreatedById = table.Column<int>(type: "int", nullable: false),
                    CreatedByName = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    CopyOf = table.Column<int>(type: "int", nullable: true),
                    EditedAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: false),
                    EditedByName = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    ActivatedAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: true),
                    ActivatedById = table.Column<int>(type: "int", nullable: false),
                    ActivatedByName = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Why = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: false),
                    BegunAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: true),
                    ReleasedAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: true),
                    Released = table.Column<long>(type: "bigint", nullable: false),
                    Version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReasonCodeVersions", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ReleasedReturns",
                columns: table => new
                {
                    VersionId = table.Column<int>(type: "int", nullable: false),
                    ReturnItemId = table.Column<long>(type: "bigint", nullable: false),
                    ReleasedAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReleasedReturns", x => new { x.VersionId, x.ReturnItemId });
                });

            migrationBuilder.CreateTable(
                name: "ReturnAuthorizations",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    Number = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    RequestKey = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    Origin = table.Column<byte>(type: "tinyint", nullable: false),
                    AccountId = table.Column<int>(type: "int", nullable: false),
                    OrderKey = table.Column<long>(type: "bigint", nullable: false),
                    OrderId = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: false),
                    Marketplace = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    Sku = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    OrderItemId = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: false),
                    ItemName = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: false),
                    Quantity = table.Column<int>(type: "int", nullable: false),
                    Reason = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    Finding = table.Column<byte>(type: "tinyint", nullable: false),
                    Code = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    PhotoId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    ReceiptReference = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    At = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: false),
                    ActorId = table.Column<int>(type: "int", nullable: false),
                    ActorName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    CancelledAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: true),
                    CancelledBy = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true),
                    CancelledWhy = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true),
                    Version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReturnAuthorizations", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ReturnSightings",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    AccountId = table.Column<int>(type: "int", nullable: false),
                    Channel = table.Column<byte>(type: "tinyint", nullable: false),
                    About = table.Column<byte>(type: "tinyint", nullable: false),
                    NaturalKey = table.Column<string>(type: "nvarchar(250)", maxLength: 250, nullable: false),
                    ReturnId = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    DisplayId = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    OrderKey = table.Column<long>(type: "bigint", nullable: false),
                    OrderId = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: false),
                    OrderItemId = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: false),
                    RmaId = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    Sku = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    ItemName = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: false),
                    Quantity = table.Column<int>(type: "int", nullable: false),
                    ReasonCode = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    Status = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Wish = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Flow = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Carrier = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    TrackingId = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    LabelId = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    ShipmentId = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    RegisteredAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: true),
                    FirstScanAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: true),
                    AtHubAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: true),
                    ProcessedAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: true),
                    DeliveredAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: true),
                    CancelledAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: true),
                    UpdatedAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: true),
                    FinalDisposition = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    Found = table.Column<bool>(type: "bit", nullable: true),
                    Amount = table.Column<long>(type: "bigint", nullable: true),
                    Currency = table.Column<string>(type: "nvarchar(3)", maxLength: 3, nullable: false),
                    Hash = table.Column<long>(type: "bigint", nullable: false),
                    FileId = table.Column<int>(type: "int", nullable: false),
                    Line = table.Column<long>(type: "bigint", nullable: false),
                    Part = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReturnSightings", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "SavedViews",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    UserId = table.Column<int>(type: "int", nullable: false),
                    UserName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    Name = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Query = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: false),
                    Shared = table.Column<bool>(type: "bit", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SavedViews", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "UnidentifiedCodes",
                columns: table => new
                {
                    ParcelId = table.Column<int>(type: "int", nullable: false),
                    Value = table.Column<string>(type: "varchar(60)", unicode: false, maxLength: 60, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_UnidentifiedCodes_ByValue", x => new { x.Value, x.ParcelId });
                });

            migrationBuilder.CreateTable(
                name: "UnidentifiedParcels",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    RequestKey = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    AccountId = table.Column<int>(type: "int", nullable: false),
                    Code = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    ShelfCode = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    PhotoId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    ReceiptReference = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    At = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: false),
                    ActorId = table.Column<int>(type: "int", nullable: false),
                    ActorName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    State = table.Column<byte>(type: "tinyint", nullable: false),
                    Proposals = table.Column<int>(type: "int", nullable: false),
                    OrderKey = table.Column<long>(type: "bigint", nullable: false),
                    OrderId = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: false),
                    EndedAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: true),
                    EndedWhy = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true),
                    Version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_UnidentifiedParcels", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_SourceFiles_BySource",
                table: "SourceFiles",
                columns: new[] { "FromPartner", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_SourceFiles_OfSyncRun",
                table: "SourceFiles",
                column: "SyncRunId",
                filter: "SyncRunId IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_ReturnItems_ByLabel",
                table: "ReturnItems",
                column: "LabelId",
                filter: "LabelId <> ''");

            migrationBuilder.CreateIndex(
                name: "IX_ReturnItems_ByLicensePlate",
                table: "ReturnItems",
                column: "LicensePlate",
                filter: "LicensePlate <> ''");

            migrationBuilder.CreateIndex(
                name: "IX_ReturnItems_ByMerchantRma",
                table: "ReturnItems",
                column: "MerchantRmaId",
                filter: "MerchantRmaId <> ''");

            migrationBuilder.CreateIndex(
                name: "IX_ReturnItems_ByRequest",
                table: "ReturnItems",
                columns: new[] { "Channel", "RequestedAt" },
                filter: "Channel = 0");

            migrationBuilder.CreateIndex(
                name: "IX_ReturnItems_OfPlatformReturn",
                table: "ReturnItems",
                column: "PlatformReturnId",
                filter: "PlatformReturnId <> ''");

            migrationBuilder.CreateIndex(
                name: "IX_ReturnItems_Quarantined",
                table: "ReturnItems",
                columns: new[] { "Channel", "ReasonCode", "AccountId", "Currency", "RequestedAt", "DeliveredAt", "OrderAmount" },
                filter: "Mapping = 1");

            migrationBuilder.CreateIndex(
                name: "UX_ReasonCodeMappings_OfVersion",
                table: "ReasonCodeMappings",
                columns: new[] { "VersionId", "SourceSystem", "Code" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_OutboxMessages_ByLane",
                table: "OutboxMessages",
                columns: new[] { "PartnerId", "Lane", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_GoodsReceipts_ByTime",
                table: "GoodsReceipts",
                column: "ReceivedAt");

            migrationBuilder.CreateIndex(
                name: "IX_Cases_Waking",
                table: "Cases",
                column: "ClearsBy",
                filter: "Status = 1");

            migrationBuilder.CreateIndex(
                name: "IX_CaseEvents_Noticed",
                table: "CaseEvents",
                column: "At",
                filter: "Kind = 0");

            migrationBuilder.CreateIndex(
                name: "UX_ApiKeys_Prefix",
                table: "ApiKeys",
                column: "Prefix",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_IntakePhotos_ByTime",
                table: "IntakePhotos",
                columns: new[] { "ErasedAt", "TakenAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Notices_OfPerson",
                table: "Notices",
                columns: new[] { "UserId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_OutboxItems_OfMessage",
                table: "OutboxItems",
                column: "MessageId");

            migrationBuilder.CreateIndex(
                name: "IX_OutboxItems_OfReturnItem",
                table: "OutboxItems",
                column: "ReturnItemId");

            migrationBuilder.CreateIndex(
                name: "IX_ParcelScans_ByTime",
                table: "ParcelScans",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "UX_ParcelScans_Scan",
                table: "ParcelScans",
                column: "ScanId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_RaisedCases_OfPerson",
                table: "RaisedCases",
                columns: new[] { "PersonId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_RaisedCases_OfSubject",
                table: "RaisedCases",
                columns: new[] { "SubjectKey", "Kind", "AccountId" });

            migrationBuilder.CreateIndex(
                name: "IX_RaisedCases_Waiting",
                table: "RaisedCases",
                column: "Id",
                filter: "ArrivedAt IS NULL AND Identifier <> ''");

            migrationBuilder.CreateIndex(
                name: "UX_ReasonCodeVersions_Number",
                table: "ReasonCodeVersions",
                column: "Number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ReturnAuthorizations_ByTime",
                table: "ReturnAuthorizations",
                columns: new[] { "AccountId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_ReturnAuthorizations_OfOrder",
                table: "ReturnAuthorizations",
                column: "OrderKey");

            migrationBuilder.CreateIndex(
                name: "IX_ReturnAuthorizations_OfPhoto",
                table: "ReturnAuthorizations",
                column: "PhotoId");

            migrationBuilder.CreateIndex(
                name: "UX_ReturnAuthorizations_Number",
                table: "ReturnAuthorizations",
                column: "Number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "UX_ReturnAuthorizations_Request",
                table: "ReturnAuthorizations",
                column: "RequestKey",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ReturnSightings_ParcelsByDisplay",
                table: "ReturnSightings",
                column: "DisplayId",
                filter: "About <> 0");

            migrationBuilder.CreateIndex(
                name: "IX_ReturnSightings_ParcelsByLabel",
                table: "ReturnSightings",
                column: "LabelId",
                filter: "About <> 0");

            migrationBuilder.CreateIndex(
                name: "IX_ReturnSightings_ParcelsByTracking",
                table: "ReturnSightings",
                column: "TrackingId",
                filter: "About <> 0");

            migrationBuilder.CreateIndex(
                name: "IX_ReturnSightings_ParcelsOfReturn",
                table: "ReturnSightings",
                column: "ReturnId",
                filter: "About <> 0");

            migrationBuilder.CreateIndex(
                name: "IX_ReturnSightings_Waiting",
                table: "ReturnSightings",
                column: "About",
                filter: "About = 2");

            migrationBuilder.CreateIndex(
                name: "UX_ReturnSightings_Identity",
                table: "ReturnSightings",
                columns: new[] { "NaturalKey", "AccountId", "Channel", "Hash", "UpdatedAt" },
                unique: true,
                filter: "[UpdatedAt] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_SavedViews_OfPerson",
                table: "SavedViews",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_UnidentifiedCodes_OfParcel",
                table: "UnidentifiedCodes",
                column: "ParcelId");

            migrationBuilder.CreateIndex(
                name: "IX_UnidentifiedParcels_ByState",
                table: "UnidentifiedParcels",
                columns: new[] { "State", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_UnidentifiedParcels_OfPhoto",
                table: "UnidentifiedParcels",
                column: "PhotoId");

            migrationBuilder.CreateIndex(
                name: "UX_UnidentifiedParcels_Request",
                table: "UnidentifiedParcels",
                column: "RequestKey",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ApiKeys");

            migrationBuilder.DropTable(
                name: "IntakePhotos");

            migrationBuilder.DropTable(
                name: "Notices");

            migrationBuilder.DropTable(
                name: "OutboxItems");

            migrationBuilder.DropTable(
                name: "ParcelIdentifiers");

            migrationBuilder.DropTable(
                name: "ParcelScans");

            migrationBuilder.DropTable(
                name: "RaisedCases");

            migrationBuilder.DropTable(
                name: "ReasonCodeReviews");

            migrationBuilder.DropTable(
                name: "ReasonCodeVersions");

            migrationBuilder.DropTable(
                name: "ReleasedReturns");

            migrationBuilder.DropTable(
                name: "ReturnAuthorizations");

            migrationBuilder.DropTable(
                name: "ReturnSightings");

            migrationBuilder.DropTable(
                name: "SavedViews");

            migrationBuilder.DropTable(
                name: "UnidentifiedCodes");

            migrationBuilder.DropTable(
                name: "UnidentifiedParcels");

            migrationBuilder.DropIndex(
                name: "IX_SourceFiles_BySource",
                table: "SourceFiles");

            migrationBuilder.DropIndex(
                name: "IX_SourceFiles_OfSyncRun",
                table: "SourceFiles");

            migrationBuilder.DropIndex(
                name: "IX_ReturnItems_ByLabel",
                table: "ReturnItems");

            migrationBuilder.DropIndex(
                name: "IX_ReturnItems_ByLicensePlate",
                table: "ReturnItems");

            migrationBuilder.DropIndex(
                name: "IX_ReturnItems_ByMerchantRma",
                table: "ReturnItems");

            migrationBuilder.DropIndex(
                name: "IX_ReturnItems_ByRequest",
                table: "ReturnItems");

            migrationBuilder.DropIndex(
                name: "IX_ReturnItems_OfPlatformReturn",
                table: "ReturnItems");

            migrationBuilder.DropIndex(
                name: "IX_ReturnItems_Quarantined",
                table: "ReturnItems");

            migrationBuilder.DropIndex(
                name: "UX_ReasonCodeMappings_OfVersion",
                table: "ReasonCodeMappings");

            migrationBuilder.DropIndex(
                name: "IX_OutboxMessages_ByLane",
                table: "OutboxMessages");

            migrationBuilder.DropIndex(
                name: "IX_GoodsReceipts_ByTime",
                table: "GoodsReceipts");

            migrationBuilder.DropIndex(
                name: "IX_Cases_Waking",
                table: "Cases");

            migrationBuilder.DropIndex(
                name: "IX_CaseEvents_Noticed",
                table: "CaseEvents");

            migrationBuilder.DropColumn(
                name: "SyncRunId",
                table: "SourceFiles");

            migrationBuilder.DropColumn(
                name: "AmazonCode",
                table: "ReasonCodeMappings");

            migrationBuilder.DropColumn(
                name: "ChangedAt",
                table: "ReasonCodeMappings");

            migrationBuilder.DropColumn(
                name: "ChangedByName",
                table: "ReasonCodeMappings");

            migrationBuilder.DropColumn(
                name: "CommercetoolsCode",
                table: "ReasonCodeMappings");

            migrationBuilder.DropColumn(
                name: "CostCode",
                table: "ReasonCodeMappings");

            migrationBuilder.DropColumn(
                name: "LiabilityCode",
                table: "ReasonCodeMappings");

            migrationBuilder.DropColumn(
                name: "DueSince",
                table: "OutboxMessages");

            migrationBuilder.DropColumn(
                name: "Lane",
                table: "OutboxMessages");

            migrationBuilder.DropColumn(
                name: "LatestDeliveryAt",
                table: "OrderLines");

            migrationBuilder.DropColumn(
                name: "GradedAt",
                table: "GoodsReceipts");

            migrationBuilder.RenameColumn(
                name: "VersionId",
                table: "ReasonCodeMappings",
                newName: "Version");

            migrationBuilder.CreateIndex(
                name: "IX_ReturnItems_ByQuarantinedReason",
                table: "ReturnItems",
                column: "ReasonCode",
                filter: "Mapping = 1");

            migrationBuilder.CreateIndex(
                name: "UX_ReasonCodeMappings_Code",
                table: "ReasonCodeMappings",
                columns: new[] { "SourceSystem", "Code" },
                unique: true);
        }
    }
}
