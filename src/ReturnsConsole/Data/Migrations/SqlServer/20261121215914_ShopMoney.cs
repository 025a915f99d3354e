using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ReturnsConsole.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class ShopMoney : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "FollowedUpAt",
                table: "RefundRequests",
                type: "datetime2(3)",
                precision: 3,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "OrderChangedAt",
                table: "RefundRequests",
                type: "datetime2(3)",
                precision: 3,
                nullable: true);

            migrationBuilder.AddColumn<byte>(
                name: "Via",
                table: "RefundRequests",
                type: "tinyint",
                nullable: false,
                defaultValue: (byte)0);

            migrationBuilder.AddColumn<string>(
                name: "Shop",
                table: "RefundLooks",
                type: "nvarchar(max)",
                maxLength: 100000,
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateTable(
                name: "VendorCredits",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    AccountId = table.Column<int>(type: "int", nullable: false),
                    ReturnsReference = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    Sequence = table.Column<int>(type: "int", nullable: false),
                    Number = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    Currency = table.Column<string>(type: "nvarchar(3)", maxLength: 3, nullable: false),
                    Total = table.Column<long>(type: "bigint", nullable: false),
                    Quantity = table.Column<int>(type: "int", nullable: false),
                    InvoiceNumber = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    DebitNote = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    GoodsReturnedOn = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: false),
                    State = table.Column<byte>(type: "tinyint", nullable: false),
                    Said = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: false),
                    SubmittedAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: false),
                    SubmittedById = table.Column<int>(type: "int", nullable: false),
                    SubmittedBy = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    ValidatedAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: true),
                    AcceptedAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: true),
                    StateAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: false),
                    Version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_VendorCredits", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_RefundRequests_OfShops",
                table: "RefundRequests",
                columns: new[] { "Via", "State", "FollowedUpAt" },
                filter: "Via <> 0");

            migrationBuilder.CreateIndex(
                name: "IX_VendorCredits_ByState",
                table: "VendorCredits",
                columns: new[] { "State", "StateAt" });

            migrationBuilder.CreateIndex(
                name: "UX_VendorCredits_Number",
                table: "VendorCredits",
                column: "Number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "UX_VendorCredits_Wish",
                table: "VendorCredits",
                columns: new[] { "AccountId", "ReturnsReference", "Sequence" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "VendorCredits");

            migrationBuilder.DropIndex(
                name: "IX_RefundRequests_OfShops",
                table: "RefundRequests");

            migrationBuilder.DropColumn(
                name: "FollowedUpAt",
                table: "RefundRequests");

            migrationBuilder.DropColumn(
                name: "OrderChangedAt",
                table: "RefundRequests");

            migrationBuilder.DropColumn(
                name: "Via",
                table: "RefundRequests");

            migrationBuilder.DropColumn(
                name: "Shop",
                table: "RefundLooks");
        }
    }
}
