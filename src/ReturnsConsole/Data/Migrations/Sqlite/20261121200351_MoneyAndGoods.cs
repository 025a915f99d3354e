using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ReturnsConsole.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class MoneyAndGoods : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Cases_QueueByDue",
                table: "Cases");

            migrationBuilder.DropIndex(
                name: "IX_Cases_QueueByOpened",
                table: "Cases");

            migrationBuilder.DropIndex(
                name: "IX_Cases_QueueByRisk",
                table: "Cases");

            // Said in SQL so that the whole migration stays one transaction: the generator would rebuild the table outside of it.
            migrationBuilder.Sql("ALTER TABLE SyncStreams DROP COLUMN NotBefore;");

            migrationBuilder.AddColumn<long>(
                name: "CancelWantedAt",
                table: "OrderLines",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "CustomerLanguage",
                table: "AspNetUsers",
                type: "TEXT",
                maxLength: 10,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<long>(
                name: "TourEndedAt",
                table: "AspNetUsers",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "ArticleCodes",
                columns: table => new
                {
                    Code = table.Column<string>(type: "TEXT", unicode: false, maxLength: 14, nullable: false),
                    AccountId = table.Column<int>(type: "INTEGER", nullable: false),
                    Sku = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    ActorId = table.Column<int>(type: "INTEGER", nullable: false),
                    ActorName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ArticleCodes_ByCode", x => new { x.Code, x.AccountId });
                });

            migrationBuilder.CreateTable(
                name: "CaseAttachments",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    CaseId = table.Column<long>(type: "INTEGER", nullable: false),
                    Sha256 = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    ContentType = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Bytes = table.Column<long>(type: "INTEGER", nullable: false),
                    AddedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    AddedById = table.Column<int>(type: "INTEGER", nullable: false),
                    AddedByName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    RemovedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    RemovedByName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    RemovedReason = table.Column<string>(type: "TEXT", maxLength: 300, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CaseAttachments", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ColumnChoices",
                columns: table => new
                {
                    UserId = table.Column<int>(type: "INTEGER", nullable: false),
                    Columns = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ColumnChoices", x => x.UserId);
                });

            migrationBuilder.CreateTable(
                name: "OrderWatches",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    PersonId = table.Column<int>(type: "INTEGER", nullable: false),
                    CompanyId = table.Column<int>(type: "INTEGER", nullable: false),
                    AccountId = table.Column<int>(type: "INTEGER", nullable: false),
                    OrderKey = table.Column<long>(type: "INTEGER", nullable: false),
                    OrderId = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Facts = table.Column<long>(type: "INTEGER", nullable: false),
                    Status = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OrderWatches", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "RecentMatches",
                columns: table => new
                {
                    OrderKey = table.Column<long>(type: "INTEGER", nullable: false),
                    Packed = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RecentMatches", x => x.OrderKey);
                });

            migrationBuilder.CreateTable(
                name: "RefundBatches",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    AccountId = table.Column<int>(type: "INTEGER", nullable: false),
                    PartnerId = table.Column<int>(type: "INTEGER", nullable: false),
                    Kind = table.Column<byte>(type: "INTEGER", nullable: false),
                    FeedType = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    DocumentHash = table.Column<string>(type: "TEXT", unicode: false, maxLength: 64, nullable: false),
                    DocumentBytes = table.Column<long>(type: "INTEGER", nullable: false),
                    Messages = table.Column<int>(type: "INTEGER", nullable: false),
                    MessageKey = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    State = table.Column<byte>(type: "INTEGER", nullable: false),
                    FeedId = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Accepted = table.Column<int>(type: "INTEGER", nullable: false),
                    Refused = table.Column<int>(type: "INTEGER", nullable: false),
                    Unknown = table.Column<int>(type: "INTEGER", nullable: false),
                    Said = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    CreatedBy = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    SubmittedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RefundBatches", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "RefundLooks",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    AccountId = table.Column<int>(type: "INTEGER", nullable: false),
                    OrderKey = table.Column<long>(type: "INTEGER", nullable: false),
                    OrderId = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Rows = table.Column<string>(type: "TEXT", maxLength: 100000, nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RefundLooks", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "RefundRequests",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Key = table.Column<string>(type: "TEXT", unicode: false, maxLength: 50, nullable: false),
                    Kind = table.Column<byte>(type: "INTEGER", nullable: false),
                    AccountId = table.Column<int>(type: "INTEGER", nullable: false),
                    ReservationId = table.Column<long>(type: "INTEGER", nullable: false),
                    OrderKey = table.Column<long>(type: "INTEGER", nullable: false),
                    OrderId = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    OrderItemId = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    Sku = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Marketplace = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    ReturnItemId = table.Column<long>(type: "INTEGER", nullable: false),
                    Sequence = table.Column<int>(type: "INTEGER", nullable: false),
                    Total = table.Column<long>(type: "INTEGER", nullable: false),
                    Currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Note = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    Quantity = table.Column<int>(type: "INTEGER", nullable: false),
                    TellAmazon = table.Column<bool>(type: "INTEGER", nullable: false),
                    ZeroStock = table.Column<bool>(type: "INTEGER", nullable: false),
                    AskedBy = table.Column<byte>(type: "INTEGER", nullable: false),
                    State = table.Column<byte>(type: "INTEGER", nullable: false),
                    OverBy = table.Column<long>(type: "INTEGER", nullable: false),
                    RequestedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    RequestedById = table.Column<int>(type: "INTEGER", nullable: false),
                    RequestedBy = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    ApprovedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    ApprovedById = table.Column<int>(type: "INTEGER", nullable: false),
                    ApprovedBy = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    OrderHash = table.Column<long>(type: "INTEGER", nullable: false),
                    BatchId = table.Column<int>(type: "INTEGER", nullable: true),
                    MessageNumber = table.Column<int>(type: "INTEGER", nullable: false),
                    SubmittedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    AlarmAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Said = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    Proof = table.Column<byte>(type: "INTEGER", nullable: false),
                    ProofReference = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    ProofAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Verdict = table.Column<byte>(type: "INTEGER", nullable: false),
                    VerdictReason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    VerdictById = table.Column<int>(type: "INTEGER", nullable: false),
                    VerdictBy = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    VerdictAt = table.Column<long>(type: "INTEGER", nullable: true),
                    StateAt = table.Column<long>(type: "INTEGER", nullable: false),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    Amounts_GiftWrap = table.Column<long>(type: "INTEGER", nullable: false),
                    Amounts_GiftWrapTax = table.Column<long>(type: "INTEGER", nullable: false),
                    Amounts_Goodwill = table.Column<long>(type: "INTEGER", nullable: false),
                    Amounts_Item = table.Column<long>(type: "INTEGER", nullable: false),
                    Amounts_Promotion = table.Column<long>(type: "INTEGER", nullable: false),
                    Amounts_RestockingFee = table.Column<long>(type: "INTEGER", nullable: false),
                    Amounts_Shipping = table.Column<long>(type: "INTEGER", nullable: false),
                    Amounts_ShippingTax = table.Column<long>(type: "INTEGER", nullable: false),
                    Amounts_Tax = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RefundRequests", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "RefundReservations",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    AccountId = table.Column<int>(type: "INTEGER", nullable: false),
                    OrderKey = table.Column<long>(type: "INTEGER", nullable: false),
                    OrderId = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    OrderItemId = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    Currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    InFlight = table.Column<long>(type: "INTEGER", nullable: false),
                    Confirmed = table.Column<long>(type: "INTEGER", nullable: false),
                    Cancelled = table.Column<int>(type: "INTEGER", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RefundReservations", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "SettingValues",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    AccountId = table.Column<int>(type: "INTEGER", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Value = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    ChangedById = table.Column<int>(type: "INTEGER", nullable: false),
                    ChangedByName = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    ChangedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SettingValues", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "StockBalances",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    AccountId = table.Column<int>(type: "INTEGER", nullable: false),
                    Sku = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    InTransit = table.Column<int>(type: "INTEGER", nullable: false),
                    OnHandUninspected = table.Column<int>(type: "INTEGER", nullable: false),
                    Sellable = table.Column<int>(type: "INTEGER", nullable: false),
                    Quarantine = table.Column<int>(type: "INTEGER", nullable: false),
                    Scrap = table.Column<int>(type: "INTEGER", nullable: false),
                    Lost = table.Column<int>(type: "INTEGER", nullable: false),
                    ChangedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_StockBalances", x => x.Id);
                    table.CheckConstraint("CK_StockBalances_NotNegative", "\"InTransit\" >= 0 AND \"OnHandUninspected\" >= 0 AND \"Sellable\" >= 0 AND \"Quarantine\" >= 0 AND \"Scrap\" >= 0 AND \"Lost\" >= 0");
                });

            migrationBuilder.CreateTable(
                name: "StockMovements",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false),
                    AccountId = table.Column<int>(type: "INTEGER", nullable: false),
                    Sku = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    From = table.Column<byte>(type: "INTEGER", nullable: false),
                    To = table.Column<byte>(type: "INTEGER", nullable: false),
                    Quantity = table.Column<int>(type: "INTEGER", nullable: false),
                    OrderKey = table.Column<long>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_StockMovements", x => x.Id);
                    table.CheckConstraint("CK_StockMovements_Quantity", "\"Quantity\" > 0");
                });

            migrationBuilder.CreateTable(
                name: "StockPositions",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false),
                    AccountId = table.Column<int>(type: "INTEGER", nullable: false),
                    OrderKey = table.Column<long>(type: "INTEGER", nullable: false),
                    Sku = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    InTransit = table.Column<int>(type: "INTEGER", nullable: false),
                    OnHandUninspected = table.Column<int>(type: "INTEGER", nullable: false),
                    Sellable = table.Column<int>(type: "INTEGER", nullable: false),
                    Quarantine = table.Column<int>(type: "INTEGER", nullable: false),
                    Scrap = table.Column<int>(type: "INTEGER", nullable: false),
                    Lost = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_StockPositions", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "WriteOffs",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    CaseId = table.Column<long>(type: "INTEGER", nullable: false),
                    CompanyId = table.Column<int>(type: "INTEGER", nullable: false),
                    AccountId = table.Column<int>(type: "INTEGER", nullable: false),
                    Amount = table.Column<long>(type: "INTEGER", nullable: false),
                    Currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    Reason = table.Column<byte>(type: "INTEGER", nullable: false),
                    Note = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    FindingHash = table.Column<long>(type: "INTEGER", nullable: false),
                    State = table.Column<byte>(type: "INTEGER", nullable: false),
                    RequestedById = table.Column<int>(type: "INTEGER", nullable: false),
                    RequestedByName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    RequestedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    DecidedById = table.Column<int>(type: "INTEGER", nullable: false),
                    DecidedByName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    DecidedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    DecisionNote = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_WriteOffs", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_VendorPaperLines_ByEan",
                table: "VendorPaperLines",
                column: "Ean",
                filter: "Ean <> ''");

            migrationBuilder.CreateIndex(
                name: "IX_ReturnItems_ByAmazonReceipt",
                table: "ReturnItems",
                columns: new[] { "Channel", "DeliveredAt" },
                filter: "Channel = 1");

            migrationBuilder.CreateIndex(
                name: "IX_ReturnItems_ByPlatformRequest",
                table: "ReturnItems",
                column: "RequestedAt",
                filter: "Channel >= 2");

            migrationBuilder.CreateIndex(
                name: "IX_RefundSightings_ByTime",
                table: "RefundSightings",
                column: "PostedAt");

            migrationBuilder.CreateIndex(
                name: "IX_OrderLines_CancelWanted",
                table: "OrderLines",
                column: "CancelWantedAt",
                filter: "CancelWantedAt IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Cases_QueueByDue",
                table: "Cases",
                columns: new[] { "Status", "AccountId", "Kind", "DueAt", "Id", "OpenedAt", "Marketplace", "Currency", "AtRisk", "AssigneeId" });

            migrationBuilder.CreateIndex(
                name: "IX_Cases_QueueByMarketplace",
                table: "Cases",
                columns: new[] { "Status", "AccountId", "Kind", "Marketplace", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Cases_QueueByMoney",
                table: "Cases",
                columns: new[] { "Status", "AccountId", "Kind", "Currency", "AtRisk", "Id", "Marketplace", "AssigneeId" });

            migrationBuilder.CreateIndex(
                name: "IX_Cases_QueueByOpened",
                table: "Cases",
                columns: new[] { "Status", "AccountId", "Kind", "OpenedAt", "Id", "Marketplace", "Currency", "AtRisk", "AssigneeId" });

            migrationBuilder.CreateIndex(
                name: "IX_Cases_QueueByRisk",
                table: "Cases",
                columns: new[] { "Status", "AccountId", "Kind", "AtRisk", "Id", "Marketplace", "AssigneeId" });

            migrationBuilder.CreateIndex(
                name: "IX_CaseAttachments_OfCase",
                table: "CaseAttachments",
                column: "CaseId");

            migrationBuilder.CreateIndex(
                name: "IX_CaseAttachments_OfContent",
                table: "CaseAttachments",
                column: "Sha256");

            migrationBuilder.CreateIndex(
                name: "IX_OrderWatches_OfPerson",
                table: "OrderWatches",
                columns: new[] { "PersonId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_OrderWatches_Open",
                table: "OrderWatches",
                column: "Id",
                filter: "EndedAt IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_RefundBatches_OfPartner",
                table: "RefundBatches",
                columns: new[] { "PartnerId", "Kind", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "UX_RefundBatches_Message",
                table: "RefundBatches",
                columns: new[] { "PartnerId", "MessageKey" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "UX_RefundLooks_Order",
                table: "RefundLooks",
                columns: new[] { "OrderKey", "AccountId", "OrderId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_RefundRequests_OfOrder",
                table: "RefundRequests",
                column: "OrderKey");

            migrationBuilder.CreateIndex(
                name: "IX_RefundRequests_OfReturn",
                table: "RefundRequests",
                columns: new[] { "ReturnItemId", "Id" },
                filter: "ReturnItemId <> 0");

            migrationBuilder.CreateIndex(
                name: "IX_RefundRequests_Queue",
                table: "RefundRequests",
                columns: new[] { "State", "AccountId", "Kind", "Id" });

            migrationBuilder.CreateIndex(
                name: "UX_RefundRequests_Key",
                table: "RefundRequests",
                column: "Key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "UX_RefundRequests_Message",
                table: "RefundRequests",
                columns: new[] { "BatchId", "MessageNumber" },
                unique: true,
                filter: "BatchId IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "UX_RefundRequests_Wish",
                table: "RefundRequests",
                columns: new[] { "ReservationId", "ReturnItemId", "Kind", "Sequence" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "UX_RefundReservations_Line",
                table: "RefundReservations",
                columns: new[] { "OrderKey", "AccountId", "OrderId", "OrderItemId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "UX_SettingValues_AccountName",
                table: "SettingValues",
                columns: new[] { "AccountId", "Name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "UX_StockBalances_Sku",
                table: "StockBalances",
                columns: new[] { "Sku", "AccountId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_StockMovements_OfSku",
                table: "StockMovements",
                columns: new[] { "AccountId", "Sku", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_StockPositions_OfSku",
                table: "StockPositions",
                columns: new[] { "AccountId", "Sku" });

            migrationBuilder.CreateIndex(
                name: "UX_StockPositions_OfOrder",
                table: "StockPositions",
                columns: new[] { "OrderKey", "AccountId", "Sku" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_WriteOffs_Decided",
                table: "WriteOffs",
                columns: new[] { "State", "DecidedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_WriteOffs_OfCase",
                table: "WriteOffs",
                columns: new[] { "CaseId", "Id" });

            migrationBuilder.CreateIndex(
                name: "UX_WriteOffs_Standing",
                table: "WriteOffs",
                column: "CaseId",
                unique: true,
                filter: "State < 2");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ArticleCodes");

            migrationBuilder.DropTable(
                name: "CaseAttachments");

            migrationBuilder.DropTable(
                name: "ColumnChoices");

            migrationBuilder.DropTable(
                name: "OrderWatches");

            migrationBuilder.DropTable(
                name: "RecentMatches");

            migrationBuilder.DropTable(
                name: "RefundBatches");

            migrationBuilder.DropTable(
                name: "RefundLooks");

            migrationBuilder.DropTable(
                name: "RefundRequests");

            migrationBuilder.DropTable(
                name: "RefundReservations");

            migrationBuilder.DropTable(
                name: "SettingValues");

            migrationBuilder.DropTable(
                name: "StockBalances");

            migrationBuilder.DropTable(
                name: "StockMovements");

            migrationBuilder.DropTable(
                name: "StockPositions");

            migrationBuilder.DropTable(
                name: "WriteOffs");

            migrationBuilder.DropIndex(
                name: "IX_VendorPaperLines_ByEan",
                table: "VendorPaperLines");

            migrationBuilder.DropIndex(
                name: "IX_ReturnItems_ByAmazonReceipt",
                table: "ReturnItems");

            migrationBuilder.DropIndex(
                name: "IX_ReturnItems_ByPlatformRequest",
                table: "ReturnItems");

            migrationBuilder.DropIndex(
                name: "IX_RefundSightings_ByTime",
                table: "RefundSightings");

            migrationBuilder.DropIndex(
                name: "IX_OrderLines_CancelWanted",
                table: "OrderLines");

            migrationBuilder.DropIndex(
                name: "IX_Cases_QueueByDue",
                table: "Cases");

            migrationBuilder.DropIndex(
                name: "IX_Cases_QueueByMarketplace",
                table: "Cases");

            migrationBuilder.DropIndex(
                name: "IX_Cases_QueueByMoney",
                table: "Cases");

            migrationBuilder.DropIndex(
                name: "IX_Cases_QueueByOpened",
                table: "Cases");

            migrationBuilder.DropIndex(
                name: "IX_Cases_QueueByRisk",
                table: "Cases");

            migrationBuilder.DropColumn(
                name: "CancelWantedAt",
                table: "OrderLines");

            migrationBuilder.DropColumn(
                name: "CustomerLanguage",
                table: "AspNetUsers");

            migrationBuilder.DropColumn(
                name: "TourEndedAt",
                table: "AspNetUsers");

            migrationBuilder.AddColumn<long>(
                name: "NotBefore",
                table: "SyncStreams",
                type: "INTEGER",
                nullable: true);

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
        }
    }
}
