using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ReturnsConsole.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class Grading : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "RecordedAt",
                table: "GoodsReceipts",
                type: "datetime2(3)",
                precision: 3,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "GradingPhotos",
                columns: table => new
                {
                    GradingId = table.Column<long>(type: "bigint", nullable: false),
                    PhotoId = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_GradingPhotos_OfGrading", x => new { x.GradingId, x.PhotoId });
                });

            migrationBuilder.CreateTable(
                name: "ItemGradings",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    RequestKey = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    Kind = table.Column<byte>(type: "tinyint", nullable: false),
                    AccountId = table.Column<int>(type: "int", nullable: false),
                    ReceiptId = table.Column<long>(type: "bigint", nullable: false),
                    OrderKey = table.Column<long>(type: "bigint", nullable: false),
                    OrderId = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: false),
                    Sku = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    Quantity = table.Column<int>(type: "int", nullable: false),
                    Grade = table.Column<byte>(type: "tinyint", nullable: false),
                    Disposition = table.Column<byte>(type: "tinyint", nullable: false),
                    GradeBefore = table.Column<byte>(type: "tinyint", nullable: false),
                    DispositionBefore = table.Column<byte>(type: "tinyint", nullable: false),
                    Proposed = table.Column<byte>(type: "tinyint", nullable: false),
                    Ground = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: false),
                    Reason = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Checked = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: false),
                    Notes = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: false),
                    ReceiptHash = table.Column<long>(type: "bigint", nullable: false),
                    At = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: false),
                    ActorId = table.Column<int>(type: "int", nullable: false),
                    ActorName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ItemGradings", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_GoodsReceipts_ToGrade",
                table: "GoodsReceipts",
                columns: new[] { "Disposition", "Grade", "ReceivedAt" },
                filter: "Disposition <= 1");

            migrationBuilder.CreateIndex(
                name: "IX_GradingPhotos_OfPhoto",
                table: "GradingPhotos",
                column: "PhotoId");

            migrationBuilder.CreateIndex(
                name: "IX_ItemGradings_OfReceipt",
                table: "ItemGradings",
                columns: new[] { "ReceiptId", "Id" });

            migrationBuilder.CreateIndex(
                name: "UX_ItemGradings_Request",
                table: "ItemGradings",
                column: "RequestKey",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "GradingPhotos");

            migrationBuilder.DropTable(
                name: "ItemGradings");

            migrationBuilder.DropIndex(
                name: "IX_GoodsReceipts_ToGrade",
                table: "GoodsReceipts");

            migrationBuilder.DropColumn(
                name: "RecordedAt",
                table: "GoodsReceipts");
        }
    }
}
