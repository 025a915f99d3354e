using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ReturnsConsole.Data.Migrations.Sqlite
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
                type: "TEXT",
                maxLength: 10,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<long>(
                name: "TourEndedAt",
                table: "AspNetUsers",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "ArticleCodes",
                columns: table => new
                {
                    Code = table.Column<string>(type: "TEXT", unicode: false, maxLength: 14, nullable: false),
                    AccountId = table.Column<int>(type: "INTEGER", nullable: false),
                    Sku = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    ActorId = table.Column<int>(type: "INTEGER", nullable: false),
                    ActorName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ArticleCodes_ByCode", x => new { x.Code, x.AccountId });
                });

            migrationBuilder.CreateTable(
                name: "OrderWatches",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    PersonId = table.Column<int>(type: "INTEGER", nullable: false),
                    CompanyId = table.Column<int>(type: "INTEGER", nullable: false),
                    AccountId = table.Column<int>(type: "INTEGER", nullable: false),
                    OrderKey = table.Column<long>(type: "INTEGER", nullable: false),
                    OrderId = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Facts = table.Column<long>(type: "INTEGER", nullable: false),
                    Status = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
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
