using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ReturnsConsole.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Refunds : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "CancelWantedAt",
                table: "OrderLines",
                type: "INTEGER",
                nullable: true);

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

            migrationBuilder.CreateIndex(
                name: "IX_OrderLines_CancelWanted",
                table: "OrderLines",
                column: "CancelWantedAt",
                filter: "CancelWantedAt IS NOT NULL");

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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "RefundBatches");

            migrationBuilder.DropTable(
                name: "RefundLooks");

            migrationBuilder.DropTable(
                name: "RefundRequests");

            migrationBuilder.DropTable(
                name: "RefundReservations");

            migrationBuilder.DropIndex(
                name: "IX_OrderLines_CancelWanted",
                table: "OrderLines");

            migrationBuilder.DropColumn(
                name: "CancelWantedAt",
                table: "OrderLines");
        }
    }
}
