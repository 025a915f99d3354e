using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ReturnsConsole.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class ConsolidatedShipments : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "ConsolidatedShipments",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    AccountId = table.Column<int>(type: "INTEGER", nullable: false),
                    Channel = table.Column<byte>(type: "INTEGER", nullable: false),
                    ShipmentId = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Carrier = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    TrackingId = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    DepartedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Items = table.Column<int>(type: "INTEGER", nullable: false),
                    Pallets = table.Column<int>(type: "INTEGER", nullable: false),
                    Boxes = table.Column<int>(type: "INTEGER", nullable: false),
                    State = table.Column<byte>(type: "INTEGER", nullable: false),
                    StartedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    LastScanAt = table.Column<long>(type: "INTEGER", nullable: true),
                    StateAt = table.Column<long>(type: "INTEGER", nullable: true),
                    StateBy = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    ReopenedWhy = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ConsolidatedShipments", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ManifestCodes",
                columns: table => new
                {
                    ShipmentPk = table.Column<int>(type: "INTEGER", nullable: false),
                    Value = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Kind = table.Column<byte>(type: "INTEGER", nullable: false),
                    ManifestItemId = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ManifestCodes", x => new { x.ShipmentPk, x.Value, x.Kind, x.ManifestItemId });
                });

            migrationBuilder.CreateTable(
                name: "ManifestGaps",
                columns: table => new
                {
                    ShipmentPk = table.Column<int>(type: "INTEGER", nullable: false),
                    ManifestItemId = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ManifestGaps", x => new { x.ShipmentPk, x.ManifestItemId });
                });

            migrationBuilder.CreateTable(
                name: "ShipmentScans",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    ShipmentPk = table.Column<int>(type: "INTEGER", nullable: false),
                    ScanId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Code = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    ItemKey = table.Column<string>(type: "TEXT", maxLength: 110, nullable: false),
                    Kind = table.Column<byte>(type: "INTEGER", nullable: false),
                    ItemId = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    AccountId = table.Column<int>(type: "INTEGER", nullable: false),
                    Channel = table.Column<byte>(type: "INTEGER", nullable: false),
                    OrderKey = table.Column<long>(type: "INTEGER", nullable: false),
                    OrderId = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    RmaId = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Sku = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Quantity = table.Column<int>(type: "INTEGER", nullable: false),
                    Note = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    ActorId = table.Column<int>(type: "INTEGER", nullable: false),
                    ActorName = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    UndoneAt = table.Column<long>(type: "INTEGER", nullable: true),
                    UndoneBy = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Receipt = table.Column<byte>(type: "INTEGER", nullable: false),
                    Reference = table.Column<string>(type: "TEXT", maxLength: 150, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ShipmentScans", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_StockPositions_InTransit",
                table: "StockPositions",
                column: "InTransit",
                filter: "InTransit > 0");

            migrationBuilder.CreateIndex(
                name: "IX_ConsolidatedShipments_Work",
                table: "ConsolidatedShipments",
                columns: new[] { "State", "DepartedAt" });

            migrationBuilder.CreateIndex(
                name: "UX_ConsolidatedShipments_Identity",
                table: "ConsolidatedShipments",
                columns: new[] { "AccountId", "Channel", "ShipmentId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ManifestCodes_AnyShipment",
                table: "ManifestCodes",
                columns: new[] { "Value", "Kind" });

            migrationBuilder.CreateIndex(
                name: "IX_ShipmentScans_Count",
                table: "ShipmentScans",
                columns: new[] { "ShipmentPk", "Kind" },
                filter: "UndoneAt IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_ShipmentScans_Elsewhere",
                table: "ShipmentScans",
                columns: new[] { "ItemId", "AccountId" });

            migrationBuilder.CreateIndex(
                name: "IX_ShipmentScans_ReceiptDue",
                table: "ShipmentScans",
                column: "Receipt",
                filter: "Receipt IN (1, 3)");

            migrationBuilder.CreateIndex(
                name: "IX_ShipmentScans_Surplus",
                table: "ShipmentScans",
                columns: new[] { "Kind", "ShipmentPk" },
                filter: "UndoneAt IS NULL AND Kind <> 1");

            migrationBuilder.CreateIndex(
                name: "UX_ShipmentScans_Item",
                table: "ShipmentScans",
                columns: new[] { "ShipmentPk", "ItemKey" },
                unique: true,
                filter: "UndoneAt IS NULL");

            migrationBuilder.CreateIndex(
                name: "UX_ShipmentScans_Scan",
                table: "ShipmentScans",
                column: "ScanId",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ConsolidatedShipments");

            migrationBuilder.DropTable(
                name: "ManifestCodes");

            migrationBuilder.DropTable(
                name: "ManifestGaps");

            migrationBuilder.DropTable(
                name: "ShipmentScans");

            migrationBuilder.DropIndex(
                name: "IX_StockPositions_InTransit",
                table: "StockPositions");
        }
    }
}
