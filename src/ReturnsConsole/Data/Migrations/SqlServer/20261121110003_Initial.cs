using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ReturnsConsole.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "AspNetUsers",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    DisplayName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    Role = table.Column<byte>(type: "tinyint", nullable: false),
                    Disabled = table.Column<bool>(type: "bit", nullable: false),
                    AccessVersion = table.Column<int>(type: "int", nullable: false),
                    AllCompanies = table.Column<bool>(type: "bit", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: false),
                    LastSignInAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: true),
                    PasswordChangedAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: true),
                    TimeZone = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    Theme = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Density = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Version = table.Column<int>(type: "int", nullable: false),
                    UserName = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true),
                    NormalizedUserName = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true),
                    Email = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true),
                    NormalizedEmail = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true),
                    EmailConfirmed = table.Column<bool>(type: "bit", nullable: false),
                    PasswordHash = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    SecurityStamp = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    ConcurrencyStamp = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    PhoneNumber = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    PhoneNumberConfirmed = table.Column<bool>(type: "bit", nullable: false),
                    TwoFactorEnabled = table.Column<bool>(type: "bit", nullable: false),
                    LockoutEnd = table.Column<DateTimeOffset>(type: "datetimeoffset(3)", precision: 3, nullable: true),
                    LockoutEnabled = table.Column<bool>(type: "bit", nullable: false),
                    AccessFailedCount = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AspNetUsers", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "AuditEntries",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    At = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: false),
                    ActorId = table.Column<int>(type: "int", nullable: false),
                    ActorName = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Action = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    SubjectKind = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    SubjectId = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Before = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: true),
                    After = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: true),
                    Why = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true),
                    PreviousHash = table.Column<string>(type: "varchar(64)", unicode: false, maxLength: 64, nullable: false),
                    Hash = table.Column<string>(type: "varchar(64)", unicode: false, maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AuditEntries", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "CaseEvents",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    CaseId = table.Column<long>(type: "bigint", nullable: false),
                    At = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: false),
                    Kind = table.Column<byte>(type: "tinyint", nullable: false),
                    ActorId = table.Column<int>(type: "int", nullable: false),
                    ActorName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    Text = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CaseEvents", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Cases",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    CompanyId = table.Column<int>(type: "int", nullable: false),
                    AccountId = table.Column<int>(type: "int", nullable: false),
                    Kind = table.Column<byte>(type: "tinyint", nullable: false),
                    SubjectKey = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Status = table.Column<byte>(type: "tinyint", nullable: false),
                    Severity = table.Column<byte>(type: "tinyint", nullable: false),
                    OrderKey = table.Column<long>(type: "bigint", nullable: false),
                    OrderId = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: false),
                    Sku = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    Marketplace = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    Currency = table.Column<string>(type: "nvarchar(3)", maxLength: 3, nullable: false),
                    AtRisk = table.Column<long>(type: "bigint", nullable: false),
                    Headline = table.Column<string>(type: "nvarchar(80)", maxLength: 80, nullable: false),
                    Sentence = table.Column<string>(type: "nvarchar(600)", maxLength: 600, nullable: false),
                    Facts = table.Column<string>(type: "nvarchar(max)", maxLength: 8000, nullable: false),
                    FindingHash = table.Column<long>(type: "bigint", nullable: false),
                    OpenedAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: false),
                    DueAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: false),
                    ClearsBy = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: true),
                    ClosedAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: true),
                    AssigneeId = table.Column<int>(type: "int", nullable: false),
                    AssigneeName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    ClosedReason = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true),
                    Version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Cases", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "CaseTallies",
                columns: table => new
                {
                    CompanyId = table.Column<int>(type: "int", nullable: false),
                    AccountId = table.Column<int>(type: "int", nullable: false),
                    Kind = table.Column<byte>(type: "tinyint", nullable: false),
                    Status = table.Column<byte>(type: "tinyint", nullable: false),
                    AssigneeId = table.Column<int>(type: "int", nullable: false),
                    Currency = table.Column<string>(type: "nvarchar(3)", maxLength: 3, nullable: false),
                    OpenedDay = table.Column<int>(type: "int", nullable: false),
                    DueDay = table.Column<int>(type: "int", nullable: false),
                    Cases = table.Column<long>(type: "bigint", nullable: false),
                    AtRisk = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CaseTallies", x => new { x.CompanyId, x.AccountId, x.Kind, x.Status, x.AssigneeId, x.Currency, x.OpenedDay, x.DueDay });
                });

            migrationBuilder.CreateTable(
                name: "CaseTotals",
                columns: table => new
                {
                    CompanyId = table.Column<int>(type: "int", nullable: false),
                    AccountId = table.Column<int>(type: "int", nullable: false),
                    Kind = table.Column<byte>(type: "tinyint", nullable: false),
                    Status = table.Column<byte>(type: "tinyint", nullable: false),
                    AssigneeId = table.Column<int>(type: "int", nullable: false),
                    Cases = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CaseTotals", x => new { x.Status, x.AccountId, x.Kind, x.AssigneeId, x.CompanyId });
                });

            migrationBuilder.CreateTable(
                name: "Companies",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Companies", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ForcedMatches",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    AccountId = table.Column<int>(type: "int", nullable: false),
                    RefundOrderKey = table.Column<long>(type: "bigint", nullable: false),
                    RefundKey = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    ReturnOrderKey = table.Column<long>(type: "bigint", nullable: false),
                    ReturnKey = table.Column<string>(type: "nvarchar(250)", maxLength: 250, nullable: false),
                    ActorId = table.Column<int>(type: "int", nullable: false),
                    ActorName = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Reason = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: false),
                    At = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ForcedMatches", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "GoodsReceipts",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    AccountId = table.Column<int>(type: "int", nullable: false),
                    OrderKey = table.Column<long>(type: "bigint", nullable: false),
                    OrderId = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: false),
                    NaturalKey = table.Column<string>(type: "nvarchar(250)", maxLength: 250, nullable: false),
                    RmaId = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    Sku = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    Quantity = table.Column<int>(type: "int", nullable: false),
                    TrackingId = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    ReceivedAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: false),
                    Grade = table.Column<byte>(type: "tinyint", nullable: false),
                    Disposition = table.Column<byte>(type: "tinyint", nullable: false),
                    Source = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    Reference = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    Hash = table.Column<long>(type: "bigint", nullable: false),
                    FileId = table.Column<int>(type: "int", nullable: false),
                    Line = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_GoodsReceipts", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "OrderChanges",
                columns: table => new
                {
                    Seq = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    OrderKey = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OrderChanges", x => x.Seq);
                });

            migrationBuilder.CreateTable(
                name: "OrderLines",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    AccountId = table.Column<int>(type: "int", nullable: false),
                    OrderKey = table.Column<long>(type: "bigint", nullable: false),
                    OrderId = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: false),
                    MerchantOrderId = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: false),
                    Sku = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    Occurrence = table.Column<int>(type: "int", nullable: false),
                    OrderItemId = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: false),
                    Asin = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    ItemName = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: false),
                    Quantity = table.Column<int>(type: "int", nullable: false),
                    Currency = table.Column<string>(type: "nvarchar(3)", maxLength: 3, nullable: false),
                    ItemPrice = table.Column<long>(type: "bigint", nullable: true),
                    ItemTax = table.Column<long>(type: "bigint", nullable: true),
                    Shipping = table.Column<long>(type: "bigint", nullable: true),
                    ShippingTax = table.Column<long>(type: "bigint", nullable: true),
                    GiftWrap = table.Column<long>(type: "bigint", nullable: true),
                    GiftWrapTax = table.Column<long>(type: "bigint", nullable: true),
                    ItemPromotion = table.Column<long>(type: "bigint", nullable: true),
                    ShipPromotion = table.Column<long>(type: "bigint", nullable: true),
                    Status = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    FulfilledBy = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    Marketplace = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    PurchasedAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: true),
                    UpdatedAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: true),
                    Hash = table.Column<long>(type: "bigint", nullable: false),
                    FileId = table.Column<int>(type: "int", nullable: false),
                    Line = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OrderLines", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "OrderMatches",
                columns: table => new
                {
                    OrderKey = table.Column<long>(type: "bigint", nullable: false),
                    Packed = table.Column<byte[]>(type: "varbinary(max)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OrderMatches", x => x.OrderKey);
                });

            migrationBuilder.CreateTable(
                name: "OrderRechecks",
                columns: table => new
                {
                    OrderKey = table.Column<long>(type: "bigint", nullable: false),
                    At = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OrderRechecks", x => x.OrderKey);
                });

            migrationBuilder.CreateTable(
                name: "ReasonCodeMappings",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    SourceSystem = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Code = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    CanonicalReason = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    SellerFault = table.Column<bool>(type: "bit", nullable: false),
                    ToBeConfirmed = table.Column<bool>(type: "bit", nullable: false),
                    Version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReasonCodeMappings", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ReconciliationRuns",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    StartedAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: false),
                    FinishedAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: true),
                    Trigger = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Orders = table.Column<long>(type: "bigint", nullable: false),
                    MatchesWritten = table.Column<long>(type: "bigint", nullable: false),
                    MatchesRemoved = table.Column<long>(type: "bigint", nullable: false),
                    CasesOpened = table.Column<long>(type: "bigint", nullable: false),
                    CasesChanged = table.Column<long>(type: "bigint", nullable: false),
                    CasesClosed = table.Column<long>(type: "bigint", nullable: false),
                    UpTo = table.Column<long>(type: "bigint", nullable: false),
                    LeaseUntil = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReconciliationRuns", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "RefundSightings",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    AccountId = table.Column<int>(type: "int", nullable: false),
                    OrderKey = table.Column<long>(type: "bigint", nullable: false),
                    OrderId = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: false),
                    Origin = table.Column<byte>(type: "tinyint", nullable: false),
                    Kind = table.Column<byte>(type: "tinyint", nullable: false),
                    SettlementPk = table.Column<int>(type: "int", nullable: false),
                    AdjustmentId = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    MerchantAdjustmentItemId = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    OrderItemId = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: false),
                    Sku = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    Marketplace = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    Currency = table.Column<string>(type: "nvarchar(3)", maxLength: 3, nullable: false),
                    PostedAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: true),
                    Principal = table.Column<long>(type: "bigint", nullable: false),
                    Tax = table.Column<long>(type: "bigint", nullable: false),
                    Shipping = table.Column<long>(type: "bigint", nullable: false),
                    RestockingFee = table.Column<long>(type: "bigint", nullable: false),
                    OtherBuyer = table.Column<long>(type: "bigint", nullable: false),
                    Promotion = table.Column<long>(type: "bigint", nullable: false),
                    BuyerTotal = table.Column<long>(type: "bigint", nullable: false),
                    FileId = table.Column<int>(type: "int", nullable: false),
                    Line = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RefundSightings", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Reimbursements",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    AccountId = table.Column<int>(type: "int", nullable: false),
                    NaturalKey = table.Column<string>(type: "nvarchar(250)", maxLength: 250, nullable: false),
                    ReimbursementId = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    CaseId = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    OrderKey = table.Column<long>(type: "bigint", nullable: false),
                    OrderId = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: false),
                    Reason = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Sku = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    Currency = table.Column<string>(type: "nvarchar(3)", maxLength: 3, nullable: false),
                    Total = table.Column<long>(type: "bigint", nullable: false),
                    QuantityCash = table.Column<int>(type: "int", nullable: true),
                    QuantityInventory = table.Column<int>(type: "int", nullable: true),
                    ApprovedAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: true),
                    Hash = table.Column<long>(type: "bigint", nullable: false),
                    FileId = table.Column<int>(type: "int", nullable: false),
                    Line = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Reimbursements", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "RejectedRows",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    FileId = table.Column<int>(type: "int", nullable: false),
                    Line = table.Column<long>(type: "bigint", nullable: false),
                    Field = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Found = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Expected = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: false),
                    Raw = table.Column<string>(type: "nvarchar(max)", maxLength: 16384, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RejectedRows", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ReturnItems",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    AccountId = table.Column<int>(type: "int", nullable: false),
                    OrderKey = table.Column<long>(type: "bigint", nullable: false),
                    OrderId = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: false),
                    Channel = table.Column<byte>(type: "tinyint", nullable: false),
                    NaturalKey = table.Column<string>(type: "nvarchar(250)", maxLength: 250, nullable: false),
                    RmaId = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    MerchantRmaId = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Sku = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    Asin = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    ItemName = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: false),
                    OrderItemId = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: false),
                    Quantity = table.Column<int>(type: "int", nullable: false),
                    ReasonCode = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    RequestStatus = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Resolution = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    ReturnType = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    LabelType = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    LabelPaidBy = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    LabelCost = table.Column<long>(type: "bigint", nullable: true),
                    Currency = table.Column<string>(type: "nvarchar(3)", maxLength: 3, nullable: false),
                    Carrier = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    TrackingId = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    InPolicy = table.Column<bool>(type: "bit", nullable: true),
                    AToZClaim = table.Column<bool>(type: "bit", nullable: true),
                    OrderedAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: true),
                    RequestedAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: true),
                    DeliveredAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: true),
                    OrderAmount = table.Column<long>(type: "bigint", nullable: true),
                    OrderQuantity = table.Column<int>(type: "int", nullable: true),
                    ReportedRefund = table.Column<long>(type: "bigint", nullable: true),
                    SafeTClaimId = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    SafeTClaimState = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    FulfillmentCenter = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    DetailedDisposition = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    LicensePlate = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Marketplace = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    Mapping = table.Column<byte>(type: "tinyint", nullable: false),
                    Hash = table.Column<long>(type: "bigint", nullable: false),
                    FileId = table.Column<int>(type: "int", nullable: false),
                    Line = table.Column<long>(type: "bigint", nullable: false),
                    Part = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReturnItems", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "SettlementLines",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    SettlementPk = table.Column<int>(type: "int", nullable: false),
                    FileId = table.Column<int>(type: "int", nullable: false),
                    Line = table.Column<long>(type: "bigint", nullable: false),
                    Part = table.Column<int>(type: "int", nullable: false),
                    Kind = table.Column<byte>(type: "tinyint", nullable: false),
                    Role = table.Column<byte>(type: "tinyint", nullable: false),
                    TransactionType = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    OrderKey = table.Column<long>(type: "bigint", nullable: false),
                    OrderId = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: false),
                    MerchantOrderId = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: false),
                    AdjustmentId = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    ShipmentId = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    Marketplace = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    AmountType = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    AmountDescription = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Amount = table.Column<long>(type: "bigint", nullable: false),
                    PostedAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: true),
                    OrderItemCode = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: false),
                    MerchantOrderItemId = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    MerchantAdjustmentItemId = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    Sku = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    Quantity = table.Column<int>(type: "int", nullable: true),
                    PromotionId = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SettlementLines", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Settlements",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    AccountId = table.Column<int>(type: "int", nullable: false),
                    SettlementId = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: false),
                    Currency = table.Column<string>(type: "nvarchar(3)", maxLength: 3, nullable: false),
                    StartAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: true),
                    EndAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: true),
                    DepositAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: true),
                    DeclaredTotal = table.Column<long>(type: "bigint", nullable: true),
                    SummedTotal = table.Column<long>(type: "bigint", nullable: false),
                    LineCount = table.Column<int>(type: "int", nullable: false),
                    UnclassifiedLines = table.Column<int>(type: "int", nullable: false),
                    ContentHash = table.Column<long>(type: "bigint", nullable: false),
                    FirstLineId = table.Column<long>(type: "bigint", nullable: false),
                    LastLineId = table.Column<long>(type: "bigint", nullable: false),
                    Marketplace = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    FileId = table.Column<int>(type: "int", nullable: false),
                    Line = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Settlements", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "SignInSessions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    UserId = table.Column<int>(type: "int", nullable: false),
                    AccessVersion = table.Column<int>(type: "int", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: false),
                    LastSeenAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: false),
                    EndedAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: true),
                    EndedWhy = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    Device = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SignInSessions", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "SourceRecords",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    Hash = table.Column<long>(type: "bigint", nullable: false),
                    Outcome = table.Column<byte>(type: "tinyint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SourceRecords", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "AspNetUserClaims",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    UserId = table.Column<int>(type: "int", nullable: false),
                    ClaimType = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    ClaimValue = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AspNetUserClaims", x => x.Id);
                    table.ForeignKey(
                        name: "FK_AspNetUserClaims_AspNetUsers_UserId",
                        column: x => x.UserId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "AspNetUserLogins",
                columns: table => new
                {
                    LoginProvider = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    ProviderKey = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    ProviderDisplayName = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    UserId = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AspNetUserLogins", x => new { x.LoginProvider, x.ProviderKey });
                    table.ForeignKey(
                        name: "FK_AspNetUserLogins_AspNetUsers_UserId",
                        column: x => x.UserId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "AspNetUserTokens",
                columns: table => new
                {
                    UserId = table.Column<int>(type: "int", nullable: false),
                    LoginProvider = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Value = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AspNetUserTokens", x => new { x.UserId, x.LoginProvider, x.Name });
                    table.ForeignKey(
                        name: "FK_AspNetUserTokens_AspNetUsers_UserId",
                        column: x => x.UserId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Accounts",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    CompanyId = table.Column<int>(type: "int", nullable: false),
                    Name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Accounts", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Accounts_Companies_CompanyId",
                        column: x => x.CompanyId,
                        principalTable: "Companies",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "UserCompanies",
                columns: table => new
                {
                    UserId = table.Column<int>(type: "int", nullable: false),
                    CompanyId = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_UserCompanies", x => new { x.UserId, x.CompanyId });
                    table.ForeignKey(
                        name: "FK_UserCompanies_Companies_CompanyId",
                        column: x => x.CompanyId,
                        principalTable: "Companies",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "SourceFiles",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    AccountId = table.Column<int>(type: "int", nullable: false),
                    Name = table.Column<string>(type: "nvarchar(260)", maxLength: 260, nullable: false),
                    Sha256 = table.Column<string>(type: "varchar(64)", unicode: false, maxLength: 64, nullable: false),
                    Bytes = table.Column<long>(type: "bigint", nullable: false),
                    ReceivedAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: false),
                    ReceivedById = table.Column<int>(type: "int", nullable: false),
                    ReceivedByName = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Status = table.Column<byte>(type: "tinyint", nullable: false),
                    Format = table.Column<byte>(type: "tinyint", nullable: false),
                    Layout = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Encoding = table.Column<byte>(type: "tinyint", nullable: false),
                    Numbers = table.Column<byte>(type: "tinyint", nullable: false),
                    Dates = table.Column<byte>(type: "tinyint", nullable: false),
                    Decisions = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: false),
                    Culture = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    Question = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true),
                    Answers = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    Message = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true),
                    Rows = table.Column<long>(type: "bigint", nullable: false),
                    Accepted = table.Column<long>(type: "bigint", nullable: false),
                    Duplicates = table.Column<long>(type: "bigint", nullable: false),
                    Rejected = table.Column<long>(type: "bigint", nullable: false),
                    Ignored = table.Column<long>(type: "bigint", nullable: false),
                    StartedAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: true),
                    FinishedAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: true),
                    ClaimedBy = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    ClaimedUntil = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: true),
                    EvidenceErasedAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: true),
                    Version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SourceFiles", x => x.Id);
                    table.ForeignKey(
                        name: "FK_SourceFiles_Accounts_AccountId",
                        column: x => x.AccountId,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Accounts_CompanyId",
                table: "Accounts",
                column: "CompanyId");

            migrationBuilder.CreateIndex(
                name: "UX_Accounts_Name",
                table: "Accounts",
                column: "Name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_AspNetUserClaims_UserId",
                table: "AspNetUserClaims",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_AspNetUserLogins_UserId",
                table: "AspNetUserLogins",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "EmailIndex",
                table: "AspNetUsers",
                column: "NormalizedEmail");

            migrationBuilder.CreateIndex(
                name: "UserNameIndex",
                table: "AspNetUsers",
                column: "NormalizedUserName",
                unique: true,
                filter: "[NormalizedUserName] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Audit_ByTime",
                table: "AuditEntries",
                columns: new[] { "At", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Audit_OfAction",
                table: "AuditEntries",
                columns: new[] { "Action", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Audit_OfActor",
                table: "AuditEntries",
                columns: new[] { "ActorId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Audit_OfSubject",
                table: "AuditEntries",
                columns: new[] { "SubjectKind", "SubjectId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_CaseEvents_OfCase",
                table: "CaseEvents",
                columns: new[] { "CaseId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Cases_OfOrder",
                table: "Cases",
                column: "OrderKey");

            migrationBuilder.CreateIndex(
                name: "IX_Cases_OfPersonByDue",
                table: "Cases",
                columns: new[] { "AssigneeId", "Status", "AccountId", "Kind", "DueAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Cases_OfPersonByOpened",
                table: "Cases",
                columns: new[] { "AssigneeId", "Status", "AccountId", "Kind", "OpenedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Cases_OfPersonByRisk",
                table: "Cases",
                columns: new[] { "AssigneeId", "Status", "AccountId", "Kind", "AtRisk", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Cases_OfSku",
                table: "Cases",
                column: "Sku",
                filter: "Sku <> ''");

            migrationBuilder.CreateIndex(
                name: "IX_Cases_QueueByDue",
                table: "Cases",
                columns: new[] { "Status", "AccountId", "Kind", "DueAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Cases_QueueByOpened",
                table: "Cases",
                columns: new[] { "Status", "AccountId", "Kind", "OpenedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Cases_QueueByRisk",
                table: "Cases",
                columns: new[] { "Status", "AccountId", "Kind", "AtRisk", "Id" });

            migrationBuilder.CreateIndex(
                name: "UX_Cases_Subject",
                table: "Cases",
                columns: new[] { "SubjectKey", "Kind", "AccountId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "UX_Companies_Name",
                table: "Companies",
                column: "Name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ForcedMatches_OfRefundOrder",
                table: "ForcedMatches",
                column: "RefundOrderKey");

            migrationBuilder.CreateIndex(
                name: "IX_ForcedMatches_OfReturnOrder",
                table: "ForcedMatches",
                column: "ReturnOrderKey");

            migrationBuilder.CreateIndex(
                name: "UX_ForcedMatches_Refund",
                table: "ForcedMatches",
                columns: new[] { "AccountId", "RefundKey" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_GoodsReceipts_ByRma",
                table: "GoodsReceipts",
                column: "RmaId",
                filter: "RmaId <> ''");

            migrationBuilder.CreateIndex(
                name: "IX_GoodsReceipts_ByTracking",
                table: "GoodsReceipts",
                column: "TrackingId",
                filter: "TrackingId <> ''");

            migrationBuilder.CreateIndex(
                name: "IX_GoodsReceipts_OfOrder",
                table: "GoodsReceipts",
                column: "OrderKey");

            migrationBuilder.CreateIndex(
                name: "UX_GoodsReceipts_Identity",
                table: "GoodsReceipts",
                columns: new[] { "NaturalKey", "AccountId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_OrderLines_ByAlias",
                table: "OrderLines",
                column: "MerchantOrderId",
                filter: "MerchantOrderId <> ''");

            migrationBuilder.CreateIndex(
                name: "UX_OrderLines_OfOrder",
                table: "OrderLines",
                columns: new[] { "OrderKey", "AccountId", "OrderId", "Sku", "Occurrence" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_OrderRechecks_Due",
                table: "OrderRechecks",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "UX_ReasonCodeMappings_Code",
                table: "ReasonCodeMappings",
                columns: new[] { "SourceSystem", "Code" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_RefundSightings_OfOrder",
                table: "RefundSightings",
                column: "OrderKey");

            migrationBuilder.CreateIndex(
                name: "IX_Reimbursements_OfOrder",
                table: "Reimbursements",
                column: "OrderKey");

            migrationBuilder.CreateIndex(
                name: "UX_Reimbursements_Identity",
                table: "Reimbursements",
                columns: new[] { "NaturalKey", "AccountId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_RejectedRows_OfFile",
                table: "RejectedRows",
                columns: new[] { "FileId", "Line" });

            migrationBuilder.CreateIndex(
                name: "IX_ReturnItems_ByQuarantinedReason",
                table: "ReturnItems",
                column: "ReasonCode",
                filter: "Mapping = 1");

            migrationBuilder.CreateIndex(
                name: "IX_ReturnItems_ByRma",
                table: "ReturnItems",
                column: "RmaId",
                filter: "RmaId <> ''");

            migrationBuilder.CreateIndex(
                name: "IX_ReturnItems_ByTracking",
                table: "ReturnItems",
                column: "TrackingId",
                filter: "TrackingId <> ''");

            migrationBuilder.CreateIndex(
                name: "IX_ReturnItems_OfOrder",
                table: "ReturnItems",
                column: "OrderKey");

            migrationBuilder.CreateIndex(
                name: "UX_ReturnItems_Identity",
                table: "ReturnItems",
                columns: new[] { "NaturalKey", "AccountId", "Channel" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_SettlementLines_CarryOver",
                table: "SettlementLines",
                columns: new[] { "SettlementPk", "Kind" },
                filter: "Kind = 9");

            migrationBuilder.CreateIndex(
                name: "IX_SettlementLines_OfOrder",
                table: "SettlementLines",
                column: "OrderKey");

            migrationBuilder.CreateIndex(
                name: "IX_SettlementLines_OfSettlement",
                table: "SettlementLines",
                columns: new[] { "SettlementPk", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_SettlementLines_Unclassified",
                table: "SettlementLines",
                column: "SettlementPk",
                filter: "Kind = 0");

            migrationBuilder.CreateIndex(
                name: "IX_Settlements_Chain",
                table: "Settlements",
                columns: new[] { "AccountId", "Currency", "StartAt" });

            migrationBuilder.CreateIndex(
                name: "UX_Settlements_Identity",
                table: "Settlements",
                columns: new[] { "AccountId", "SettlementId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_SignInSessions_OfUser",
                table: "SignInSessions",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_SourceFiles_AccountId",
                table: "SourceFiles",
                column: "AccountId");

            migrationBuilder.CreateIndex(
                name: "IX_SourceFiles_Queue",
                table: "SourceFiles",
                columns: new[] { "Status", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_SourceFiles_SameContent",
                table: "SourceFiles",
                columns: new[] { "Sha256", "AccountId" });

            migrationBuilder.CreateIndex(
                name: "IX_UserCompanies_CompanyId",
                table: "UserCompanies",
                column: "CompanyId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "AspNetUserClaims");

            migrationBuilder.DropTable(
                name: "AspNetUserLogins");

            migrationBuilder.DropTable(
                name: "AspNetUserTokens");

            migrationBuilder.DropTable(
                name: "AuditEntries");

            migrationBuilder.DropTable(
                name: "CaseEvents");

            migrationBuilder.DropTable(
                name: "Cases");

            migrationBuilder.DropTable(
                name: "CaseTallies");

            migrationBuilder.DropTable(
                name: "CaseTotals");

            migrationBuilder.DropTable(
                name: "ForcedMatches");

            migrationBuilder.DropTable(
                name: "GoodsReceipts");

            migrationBuilder.DropTable(
                name: "OrderChanges");

            migrationBuilder.DropTable(
                name: "OrderLines");

            migrationBuilder.DropTable(
                name: "OrderMatches");

            migrationBuilder.DropTable(
                name: "OrderRechecks");

            migrationBuilder.DropTable(
                name: "ReasonCodeMappings");

            migrationBuilder.DropTable(
                name: "ReconciliationRuns");

            migrationBuilder.DropTable(
                name: "RefundSightings");

            migrationBuilder.DropTable(
                name: "Reimbursements");

            migrationBuilder.DropTable(
                name: "RejectedRows");

            migrationBuilder.DropTable(
                name: "ReturnItems");

            migrationBuilder.DropTable(
                name: "SettlementLines");

            migrationBuilder.DropTable(
                name: "Settlements");

            migrationBuilder.DropTable(
                name: "SignInSessions");

            migrationBuilder.DropTable(
                name: "SourceFiles");

            migrationBuilder.DropTable(
                name: "SourceRecords");

            migrationBuilder.DropTable(
                name: "UserCompanies");

            migrationBuilder.DropTable(
                name: "AspNetUsers");

            migrationBuilder.DropTable(
                name: "Accounts");

            migrationBuilder.DropTable(
                name: "Companies");
        }
    }
}
