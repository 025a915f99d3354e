using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ReturnsConsole.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class ReturnSightings : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "GradedAt",
                table: "GoodsReceipts",
                type: "datetime2(3)",
                precision: 3,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "ReturnSightings",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    AccountId = table.Column<int>(type: "int", nullable: false),
                    Channel = table.Column<byte>(type: "tinyint", nullable: false),
                    About = table.Column<byte>(type: "tinyint", nullable: false),
                    NaturalKey = table.Column<string>(type: "nvarchar(250)", maxLength: 250, nullable: false),
                    ReturnId = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    DisplayId = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    OrderKey = table.Column<long>(type: "bigint", nullable: false),
                    OrderId = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: false),
                    OrderItemId = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: false),
                    RmaId = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    Sku = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    ItemName = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: false),
                    Quantity = table.Column<int>(type: "int", nullable: false),
                    ReasonCode = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    Status = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Wish = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Flow = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Carrier = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    TrackingId = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    LabelId = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    ShipmentId = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    RegisteredAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: true),
                    FirstScanAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: true),
                    AtHubAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: true),
                    ProcessedAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: true),
                    DeliveredAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: true),
                    CancelledAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: true),
                    UpdatedAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: true),
                    FinalDisposition = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    Found = table.Column<bool>(type: "bit", nullable: true),
                    Amount = table.Column<long>(type: "bigint", nullable: true),
                    Currency = table.Column<string>(type: "nvarchar(3)", maxLength: 3, nullable: false),
                    Hash = table.Column<long>(type: "bigint", nullable: false),
                    FileId = table.Column<int>(type: "int", nullable: false),
                    Line = table.Column<long>(type: "bigint", nullable: false),
                    Part = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReturnSightings", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_ReturnItems_ByLabel",
                table: "ReturnItems",
                column: "LabelId",
                filter: "LabelId <> ''");

            migrationBuilder.CreateIndex(
                name: "IX_ReturnItems_ByMerchantRma",
                table: "ReturnItems",
                column: "MerchantRmaId",
                filter: "MerchantRmaId <> ''");

            migrationBuilder.CreateIndex(
                name: "IX_ReturnItems_OfPlatformReturn",
                table: "ReturnItems",
                column: "PlatformReturnId",
                filter: "PlatformReturnId <> ''");

            migrationBuilder.CreateIndex(
                name: "IX_ReturnSightings_ParcelsByDisplay",
                table: "ReturnSightings",
                column: "DisplayId",
                filter: "About <> 0");

            migrationBuilder.CreateIndex(
                name: "IX_ReturnSightings_ParcelsByLabel",
                table: "ReturnSightings",
                column: "LabelId",
                filter: "About <> 0");

            migrationBuilder.CreateIndex(
                name: "IX_ReturnSightings_ParcelsByTracking",
                table: "ReturnSightings",
                column: "TrackingId",
                filter: "About <> 0");

            migrationBuilder.CreateIndex(
                name: "IX_ReturnSightings_ParcelsOfReturn",
                table: "ReturnSightings",
                column: "ReturnId",
                filter: "About <> 0");

            migrationBuilder.CreateIndex(
                name: "IX_ReturnSightings_Waiting",
                table: "ReturnSightings",
                column: "About",
                filter: "About = 2");

            migrationBuilder.CreateIndex(
                name: "UX_ReturnSightings_Identity",
                table: "ReturnSightings",
                columns: new[] { "NaturalKey", "AccountId", "Channel", "Hash", "UpdatedAt" },
                unique: true,
                filter: "[UpdatedAt] IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ReturnSightings");

            migrationBuilder.DropIndex(
                name: "IX_ReturnItems_ByLabel",
                table: "ReturnItems");

            migrationBuilder.DropIndex(
                name: "IX_ReturnItems_ByMerchantRma",
                table: "ReturnItems");

            migrationBuilder.DropIndex(
                name: "IX_ReturnItems_OfPlatformReturn",
                table: "ReturnItems");

            migrationBuilder.DropColumn(
                name: "GradedAt",
                table: "GoodsReceipts");
        }
    }
}
