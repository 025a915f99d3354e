using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ReturnsConsole.Data.Migrations.SqlServer
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
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    AccountId = table.Column<int>(type: "int", nullable: false),
                    Channel = table.Column<byte>(type: "tinyint", nullable: false),
                    ShipmentId = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    Carrier = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    TrackingId = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    DepartedAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: true),
                    Items = table.Column<int>(type: "int", nullable: false),
                    Pallets = table.Column<int>(type: "int", nullable: false),
                    Boxes = table.Column<int>(type: "int", nullable: false),
                    State = table.Column<byte>(type: "tinyint", nullable: false),
                    StartedAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: true),
                    LastScanAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: true),
                    StateAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: true),
                    StateBy = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    ReopenedWhy = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ConsolidatedShipments", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ManifestCodes",
                columns: table => new
                {
                    ShipmentPk = table.Column<int>(type: "int", nullable: false),
                    Value = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    Kind = table.Column<byte>(type: "tinyint", nullable: false),
                    ManifestItemId = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ManifestCodes", x => new { x.ShipmentPk, x.Value, x.Kind, x.ManifestItemId });
                });

            migrationBuilder.CreateTable(
                name: "ManifestGaps",
                columns: table => new
                {
                    ShipmentPk = table.Column<int>(type: "int", nullable: false),
                    ManifestItemId = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ManifestGaps", x => new { x.ShipmentPk, x.ManifestItemId });
                });

            migrationBuilder.CreateTable(
                name: "ShipmentScans",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    ShipmentPk = table.Column<int>(type: "int", nullable: false),
                    ScanId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Code = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    ItemKey = table.Column<string>(type: "nvarchar(110)", maxLength: 110, nullable: false),
                    Kind = table.Column<byte>(type: "tinyint", nullable: false),
                    ItemId = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    AccountId = table.Column<int>(type: "int", nullable: false),
                    Channel = table.Column<byte>(type: "tinyint", nullable: false),
                    OrderKey = table.Column<long>(type: "bigint", nullable: false),
                    OrderId = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: false),
                    RmaId = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    Sku = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    Quantity = table.Column<int>(type: "int", nullable: false),
                    Note = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    At = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: false),
                    ActorId = table.Column<int>(type: "int", nullable: false),
                    ActorName = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    UndoneAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: true),
                    UndoneBy = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Receipt = table.Column<byte>(type: "tinyint", nullable: false),
                    Reference = table.Column<string>(type: "nvarchar(150)", maxLength: 150, nullable: false)
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
