using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ReturnsConsole.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class KitsAndUnloading : Migration
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
                name: "KitRecipes",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    AccountId = table.Column<int>(type: "int", nullable: false),
                    KitSku = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    ValidFrom = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: false),
                    ChangedByName = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    ChangedAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: false),
                    Version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_KitRecipes", x => x.Id);
                });

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

            migrationBuilder.CreateTable(
                name: "KitComponents",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    RecipeId = table.Column<int>(type: "int", nullable: false),
                    Sku = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    Pieces = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_KitComponents", x => x.Id);
                    table.CheckConstraint("CK_KitComponents_Pieces", "\"Pieces\" > 0");
                    table.ForeignKey(
                        name: "FK_KitComponents_KitRecipes_RecipeId",
                        column: x => x.RecipeId,
                        principalTable: "KitRecipes",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_VendorPaperLines_ByNumber",
                table: "VendorPaperLines",
                column: "Number",
                filter: "Paper = 1");

            migrationBuilder.CreateIndex(
                name: "IX_VendorPaperLines_ByReference",
                table: "VendorPaperLines",
                column: "ReturnsReference",
                filter: "Paper = 1");

            migrationBuilder.CreateIndex(
                name: "IX_VendorPaperLines_ByTracking",
                table: "VendorPaperLines",
                column: "TrackingId",
                filter: "Paper = 1 AND TrackingId <> ''");

            migrationBuilder.CreateIndex(
                name: "IX_VendorPaperLines_OfNote",
                table: "VendorPaperLines",
                column: "InvoiceNumber",
                filter: "Paper = 2");

            migrationBuilder.CreateIndex(
                name: "IX_VendorPaperLines_OfReturn",
                table: "VendorPaperLines",
                columns: new[] { "Paper", "AccountId", "ReturnsReference", "Number", "TrackingId" });

            migrationBuilder.CreateIndex(
                name: "IX_KitComponents_BySku",
                table: "KitComponents",
                column: "Sku");

            migrationBuilder.CreateIndex(
                name: "UX_KitComponents_OfRecipe",
                table: "KitComponents",
                columns: new[] { "RecipeId", "Sku" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "UX_KitRecipes_From",
                table: "KitRecipes",
                columns: new[] { "AccountId", "KitSku", "ValidFrom" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "KitComponents");

            migrationBuilder.DropTable(
                name: "ShipmentTallies");

            migrationBuilder.DropTable(
                name: "KitRecipes");

            migrationBuilder.DropIndex(
                name: "IX_VendorPaperLines_ByNumber",
                table: "VendorPaperLines");

            migrationBuilder.DropIndex(
                name: "IX_VendorPaperLines_ByReference",
                table: "VendorPaperLines");

            migrationBuilder.DropIndex(
                name: "IX_VendorPaperLines_ByTracking",
                table: "VendorPaperLines");

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
