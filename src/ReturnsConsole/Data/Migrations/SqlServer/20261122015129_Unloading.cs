using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ReturnsConsole.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class Unloading : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_VendorPaperLines_OfReturn",
                table: "VendorPaperLines");

            migrationBuilder.DropIndex(
                name: "IX_ShipmentScans_Count",
                table: "ShipmentScans");

            migrationBuilder.CreateTable(
                name: "ShipmentTallies",
                columns: table => new
                {
                    ShipmentPk = table.Column<int>(type: "int", nullable: false),
                    ActorId = table.Column<int>(type: "int", nullable: false),
                    ActorName = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Scanned = table.Column<int>(type: "int", nullable: false),
                    Surplus = table.Column<int>(type: "int", nullable: false),
                    LastAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ShipmentTallies", x => new { x.ShipmentPk, x.ActorId });
                });

            migrationBuilder.CreateIndex(
                name: "IX_VendorPaperLines_OfNote",
                table: "VendorPaperLines",
                column: "InvoiceNumber",
                filter: "Paper = 2");

            migrationBuilder.CreateIndex(
                name: "IX_VendorPaperLines_OfReturn",
                table: "VendorPaperLines",
                columns: new[] { "Paper", "AccountId", "ReturnsReference", "Number", "TrackingId" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ShipmentTallies");

            migrationBuilder.DropIndex(
                name: "IX_VendorPaperLines_OfNote",
                table: "VendorPaperLines");

            migrationBuilder.DropIndex(
                name: "IX_VendorPaperLines_OfReturn",
                table: "VendorPaperLines");

            migrationBuilder.CreateIndex(
                name: "IX_VendorPaperLines_OfReturn",
                table: "VendorPaperLines",
                columns: new[] { "AccountId", "ReturnsReference" });

            migrationBuilder.CreateIndex(
                name: "IX_ShipmentScans_Count",
                table: "ShipmentScans",
                columns: new[] { "ShipmentPk", "Kind" },
                filter: "UndoneAt IS NULL");
        }
    }
}
