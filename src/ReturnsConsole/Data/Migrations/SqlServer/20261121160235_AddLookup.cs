using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ReturnsConsole.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class AddLookup : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "LatestDeliveryAt",
                table: "OrderLines",
                type: "datetime2(3)",
                precision: 3,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "ApiKeys",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Name = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    Prefix = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    Hash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    Scopes = table.Column<byte>(type: "tinyint", nullable: false),
                    CompanyId = table.Column<int>(type: "int", nullable: true),
                    CreatedAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: false),
                    CreatedBy = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    LastUsedAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: true),
                    RevokedAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: true),
                    RevokedBy = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    Version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ApiKeys", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Notices",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    UserId = table.Column<int>(type: "int", nullable: false),
                    At = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: false),
                    Text = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: false),
                    Link = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    ReadAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Notices", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "RaisedCases",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    CompanyId = table.Column<int>(type: "int", nullable: false),
                    AccountId = table.Column<int>(type: "int", nullable: false),
                    Kind = table.Column<byte>(type: "tinyint", nullable: false),
                    SubjectKey = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    OrderKey = table.Column<long>(type: "bigint", nullable: false),
                    OrderId = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: false),
                    Sku = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    Identifier = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    IdentifierKey = table.Column<long>(type: "bigint", nullable: false),
                    Note = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false),
                    PersonId = table.Column<int>(type: "int", nullable: false),
                    PersonName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    At = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: false),
                    ArrivedAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RaisedCases", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_ReturnItems_ByLabel",
                table: "ReturnItems",
                column: "LabelId",
                filter: "LabelId <> ''");

            migrationBuilder.CreateIndex(
                name: "IX_ReturnItems_ByLicensePlate",
                table: "ReturnItems",
                column: "LicensePlate",
                filter: "LicensePlate <> ''");

            migrationBuilder.CreateIndex(
                name: "IX_ReturnItems_ByMerchantRma",
                table: "ReturnItems",
                column: "MerchantRmaId",
                filter: "MerchantRmaId <> ''");

            migrationBuilder.CreateIndex(
                name: "IX_ReturnItems_ByPlatformReturn",
                table: "ReturnItems",
                column: "PlatformReturnId",
                filter: "PlatformReturnId <> ''");

            migrationBuilder.CreateIndex(
                name: "UX_ApiKeys_Prefix",
                table: "ApiKeys",
                column: "Prefix",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Notices_OfPerson",
                table: "Notices",
                columns: new[] { "UserId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_RaisedCases_OfPerson",
                table: "RaisedCases",
                columns: new[] { "PersonId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_RaisedCases_OfSubject",
                table: "RaisedCases",
                columns: new[] { "SubjectKey", "Kind", "AccountId" });

            migrationBuilder.CreateIndex(
                name: "IX_RaisedCases_Waiting",
                table: "RaisedCases",
                column: "Id",
                filter: "ArrivedAt IS NULL AND Identifier <> ''");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ApiKeys");

            migrationBuilder.DropTable(
                name: "Notices");

            migrationBuilder.DropTable(
                name: "RaisedCases");

            migrationBuilder.DropIndex(
                name: "IX_ReturnItems_ByLabel",
                table: "ReturnItems");

            migrationBuilder.DropIndex(
                name: "IX_ReturnItems_ByLicensePlate",
                table: "ReturnItems");

            migrationBuilder.DropIndex(
                name: "IX_ReturnItems_ByMerchantRma",
                table: "ReturnItems");

            migrationBuilder.DropIndex(
                name: "IX_ReturnItems_ByPlatformReturn",
                table: "ReturnItems");

            migrationBuilder.DropColumn(
                name: "LatestDeliveryAt",
                table: "OrderLines");
        }
    }
}
