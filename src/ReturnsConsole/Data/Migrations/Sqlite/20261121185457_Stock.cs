using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ReturnsConsole.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Stock : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "StockBalances");

            migrationBuilder.DropTable(
                name: "StockMovements");

            migrationBuilder.DropTable(
                name: "StockPositions");
        }
    }
}
