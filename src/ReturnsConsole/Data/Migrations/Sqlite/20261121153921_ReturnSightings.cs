using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ReturnsConsole.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class ReturnSightings : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "GradedAt",
                table: "GoodsReceipts",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "ReturnSightings",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    AccountId = table.Column<int>(type: "INTEGER", nullable: false),
                    Channel = table.Column<byte>(type: "INTEGER", nullable: false),
                    About = table.Column<byte>(type: "INTEGER", nullable: false),
                    NaturalKey = table.Column<string>(type: "TEXT", maxLength: 250, nullable: false),
                    ReturnId = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    DisplayId = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    OrderKey = table.Column<long>(type: "INTEGER", nullable: false),
                    OrderId = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    OrderItemId = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    RmaId = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Sku = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    ItemName = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    Quantity = table.Column<int>(type: "INTEGER", nullable: false),
                    ReasonCode = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Status = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Wish = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Flow = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Carrier = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    TrackingId = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    LabelId = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    ShipmentId = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    RegisteredAt = table.Column<long>(type: "INTEGER", nullable: true),
                    FirstScanAt = table.Column<long>(type: "INTEGER", nullable: true),
                    AtHubAt = table.Column<long>(type: "INTEGER", nullable: true),
                    ProcessedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    DeliveredAt = table.Column<long>(type: "INTEGER", nullable: true),
                    CancelledAt = table.Column<long>(type: "INTEGER", nullable: true),
                    UpdatedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    FinalDisposition = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Found = table.Column<bool>(type: "INTEGER", nullable: true),
                    Amount = table.Column<long>(type: "INTEGER", nullable: true),
                    Currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    Hash = table.Column<long>(type: "INTEGER", nullable: false),
                    FileId = table.Column<int>(type: "INTEGER", nullable: false),
                    Line = table.Column<long>(type: "INTEGER", nullable: false),
                    Part = table.Column<int>(type: "INTEGER", nullable: false)
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
                unique: true);
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
