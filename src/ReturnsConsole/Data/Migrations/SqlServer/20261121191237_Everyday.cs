using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ReturnsConsole.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class Everyday : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "CustomerLanguage",
                table: "AspNetUsers",
                type: "nvarchar(10)",
                maxLength: 10,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<DateTime>(
                name: "TourEndedAt",
                table: "AspNetUsers",
                type: "datetime2(3)",
                precision: 3,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "ArticleCodes",
                columns: table => new
                {
                    Code = table.Column<string>(type: "varchar(14)", unicode: false, maxLength: 14, nullable: false),
                    AccountId = table.Column<int>(type: "int", nullable: false),
                    Sku = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    At = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: false),
                    ActorId = table.Column<int>(type: "int", nullable: false),
                    ActorName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    Version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ArticleCodes_ByCode", x => new { x.Code, x.AccountId });
                });

            migrationBuilder.CreateTable(
                name: "OrderWatches",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    PersonId = table.Column<int>(type: "int", nullable: false),
                    CompanyId = table.Column<int>(type: "int", nullable: false),
                    AccountId = table.Column<int>(type: "int", nullable: false),
                    OrderKey = table.Column<long>(type: "bigint", nullable: false),
                    OrderId = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: false),
                    At = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: false),
                    Facts = table.Column<long>(type: "bigint", nullable: false),
                    Status = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    EndedAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: true),
                    Version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OrderWatches", x => x.Id);
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
                name: "IX_OrderWatches_OfPerson",
                table: "OrderWatches",
                columns: new[] { "PersonId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_OrderWatches_Open",
                table: "OrderWatches",
                column: "Id",
                filter: "EndedAt IS NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ArticleCodes");

            migrationBuilder.DropTable(
                name: "OrderWatches");

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

            migrationBuilder.DropColumn(
                name: "CustomerLanguage",
                table: "AspNetUsers");

            migrationBuilder.DropColumn(
                name: "TourEndedAt",
                table: "AspNetUsers");
        }
    }
}
