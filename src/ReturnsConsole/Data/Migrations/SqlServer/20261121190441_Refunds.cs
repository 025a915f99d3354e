using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ReturnsConsole.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class Refunds : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "CancelWantedAt",
                table: "OrderLines",
                type: "datetime2(3)",
                precision: 3,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "RefundBatches",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    AccountId = table.Column<int>(type: "int", nullable: false),
                    PartnerId = table.Column<int>(type: "int", nullable: false),
                    Kind = table.Column<byte>(type: "tinyint", nullable: false),
                    FeedType = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    DocumentHash = table.Column<string>(type: "varchar(64)", unicode: false, maxLength: 64, nullable: false),
                    DocumentBytes = table.Column<long>(type: "bigint", nullable: false),
                    Messages = table.Column<int>(type: "int", nullable: false),
                    MessageKey = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    State = table.Column<byte>(type: "tinyint", nullable: false),
                    FeedId = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Accepted = table.Column<int>(type: "int", nullable: false),
                    Refused = table.Column<int>(type: "int", nullable: false),
                    Unknown = table.Column<int>(type: "int", nullable: false),
                    Said = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: false),
                    CreatedBy = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    SubmittedAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: true),
                    EndedAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: true),
                    Version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RefundBatches", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "RefundLooks",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    AccountId = table.Column<int>(type: "int", nullable: false),
                    OrderKey = table.Column<long>(type: "bigint", nullable: false),
                    OrderId = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: false),
                    At = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: false),
                    Rows = table.Column<string>(type: "nvarchar(max)", maxLength: 100000, nullable: false),
                    Version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RefundLooks", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "RefundRequests",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Key = table.Column<string>(type: "varchar(50)", unicode: false, maxLength: 50, nullable: false),
                    Kind = table.Column<byte>(type: "tinyint", nullable: false),
                    AccountId = table.Column<int>(type: "int", nullable: false),
                    ReservationId = table.Column<long>(type: "bigint", nullable: false),
                    OrderKey = table.Column<long>(type: "bigint", nullable: false),
                    OrderId = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: false),
                    OrderItemId = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: false),
                    Sku = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    Marketplace = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    ReturnItemId = table.Column<long>(type: "bigint", nullable: false),
                    Sequence = table.Column<int>(type: "int", nullable: false),
                    Total = table.Column<long>(type: "bigint", nullable: false),
                    Currency = table.Column<string>(type: "nvarchar(3)", maxLength: 3, nullable: false),
                    Reason = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    Note = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: false),
                    Quantity = table.Column<int>(type: "int", nullable: false),
                    TellAmazon = table.Column<bool>(type: "bit", nullable: false),
                    ZeroStock = table.Column<bool>(type: "bit", nullable: false),
                    AskedBy = table.Column<byte>(type: "tinyint", nullable: false),
                    State = table.Column<byte>(type: "tinyint", nullable: false),
                    OverBy = table.Column<long>(type: "bigint", nullable: false),
                    RequestedAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: false),
                    RequestedById = table.Column<int>(type: "int", nullable: false),
                    RequestedBy = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    ApprovedAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: true),
                    ApprovedById = table.Column<int>(type: "int", nullable: false),
                    ApprovedBy = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    OrderHash = table.Column<long>(type: "bigint", nullable: false),
                    BatchId = table.Column<int>(type: "int", nullable: true),
                    MessageNumber = table.Column<int>(type: "int", nullable: false),
                    SubmittedAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: true),
                    AlarmAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: true),
                    Said = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: false),
                    Proof = table.Column<byte>(type: "tinyint", nullable: false),
                    ProofReference = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    ProofAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: true),
                    Verdict = table.Column<byte>(type: "tinyint", nullable: false),
                    VerdictReason = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: false),
                    VerdictById = table.Column<int>(type: "int", nullable: false),
                    VerdictBy = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    VerdictAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: true),
                    StateAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: false),
                    EndedAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: true),
                    Version = table.Column<int>(type: "int", nullable: false),
                    Amounts_GiftWrap = table.Column<long>(type: "bigint", nullable: false),
                    Amounts_GiftWrapTax = table.Column<long>(type: "bigint", nullable: false),
                    Amounts_Goodwill = table.Column<long>(type: "bigint", nullable: false),
                    Amounts_Item = table.Column<long>(type: "bigint", nullable: false),
                    Amounts_Promotion = table.Column<long>(type: "bigint", nullable: false),
                    Amounts_RestockingFee = table.Column<long>(type: "bigint", nullable: false),
                    Amounts_Shipping = table.Column<long>(type: "bigint", nullable: false),
                    Amounts_ShippingTax = table.Column<long>(type: "bigint", nullable: false),
                    Amounts_Tax = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RefundRequests", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "RefundReservations",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    AccountId = table.Column<int>(type: "int", nullable: false),
                    OrderKey = table.Column<long>(type: "bigint", nullable: false),
                    OrderId = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: false),
                    OrderItemId = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: false),
                    Currency = table.Column<string>(type: "nvarchar(3)", maxLength: 3, nullable: false),
                    InFlight = table.Column<long>(type: "bigint", nullable: false),
                    Confirmed = table.Column<long>(type: "bigint", nullable: false),
                    Cancelled = table.Column<int>(type: "int", nullable: false),
                    Version = table.Column<int>(type: "int", nullable: false)
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
