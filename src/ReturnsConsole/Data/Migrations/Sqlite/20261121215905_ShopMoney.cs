using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ReturnsConsole.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class ShopMoney : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "FollowedUpAt",
                table: "RefundRequests",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "OrderChangedAt",
                table: "RefundRequests",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<byte>(
                name: "Via",
                table: "RefundRequests",
                type: "INTEGER",
                nullable: false,
                defaultValue: (byte)0);

            migrationBuilder.AddColumn<string>(
                name: "Shop",
                table: "RefundLooks",
                type: "TEXT",
                maxLength: 100000,
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateTable(
                name: "VendorCredits",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    AccountId = table.Column<int>(type: "INTEGER", nullable: false),
                    ReturnsReference = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Sequence = table.Column<int>(type: "INTEGER", nullable: false),
                    Number = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    Total = table.Column<long>(type: "INTEGER", nullable: false),
                    Quantity = table.Column<int>(type: "INTEGER", nullable: false),
                    InvoiceNumber = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    DebitNote = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    GoodsReturnedOn = table.Column<long>(type: "INTEGER", nullable: false),
                    State = table.Column<byte>(type: "INTEGER", nullable: false),
                    Said = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    SubmittedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    SubmittedById = table.Column<int>(type: "INTEGER", nullable: false),
                    SubmittedBy = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    ValidatedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    AcceptedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    StateAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
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
