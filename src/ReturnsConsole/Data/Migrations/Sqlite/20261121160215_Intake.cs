using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ReturnsConsole.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Intake : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "IntakePhotos",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Sha256 = table.Column<string>(type: "TEXT", unicode: false, maxLength: 64, nullable: false),
                    ContentType = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Bytes = table.Column<long>(type: "INTEGER", nullable: false),
                    TakenAt = table.Column<long>(type: "INTEGER", nullable: false),
                    TakenById = table.Column<int>(type: "INTEGER", nullable: false),
                    ErasedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_IntakePhotos", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ParcelIdentifiers",
                columns: table => new
                {
                    Value = table.Column<string>(type: "TEXT", unicode: false, maxLength: 60, nullable: false),
                    Kind = table.Column<byte>(type: "INTEGER", nullable: false),
                    ReturnItemId = table.Column<long>(type: "INTEGER", nullable: false),
                    OrderKey = table.Column<long>(type: "INTEGER", nullable: false),
                    AccountId = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ParcelIdentifiers_ByValue", x => new { x.Value, x.Kind, x.ReturnItemId, x.OrderKey, x.AccountId });
                });

            migrationBuilder.CreateTable(
                name: "ParcelScans",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    ScanId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Code = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    ScannedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ActorId = table.Column<int>(type: "INTEGER", nullable: false),
                    ActorName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Result = table.Column<byte>(type: "INTEGER", nullable: false),
                    State = table.Column<byte>(type: "INTEGER", nullable: false),
                    AccountId = table.Column<int>(type: "INTEGER", nullable: false),
                    OrderId = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    Note = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ParcelScans", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ReturnAuthorizations",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false),
                    Number = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    RequestKey = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Origin = table.Column<byte>(type: "INTEGER", nullable: false),
                    AccountId = table.Column<int>(type: "INTEGER", nullable: false),
                    OrderKey = table.Column<long>(type: "INTEGER", nullable: false),
                    OrderId = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    Marketplace = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Sku = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    OrderItemId = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    ItemName = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    Quantity = table.Column<int>(type: "INTEGER", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Finding = table.Column<byte>(type: "INTEGER", nullable: false),
                    Code = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    PhotoId = table.Column<Guid>(type: "TEXT", nullable: true),
                    ReceiptReference = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    ActorId = table.Column<int>(type: "INTEGER", nullable: false),
                    ActorName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    CancelledAt = table.Column<long>(type: "INTEGER", nullable: true),
                    CancelledBy = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    CancelledWhy = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReturnAuthorizations", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "UnidentifiedCodes",
                columns: table => new
                {
                    ParcelId = table.Column<int>(type: "INTEGER", nullable: false),
                    Value = table.Column<string>(type: "TEXT", unicode: false, maxLength: 60, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_UnidentifiedCodes_ByValue", x => new { x.Value, x.ParcelId });
                });

            migrationBuilder.CreateTable(
                name: "UnidentifiedParcels",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    RequestKey = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    AccountId = table.Column<int>(type: "INTEGER", nullable: false),
                    Code = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    ShelfCode = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    PhotoId = table.Column<Guid>(type: "TEXT", nullable: true),
                    ReceiptReference = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    ActorId = table.Column<int>(type: "INTEGER", nullable: false),
                    ActorName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    State = table.Column<byte>(type: "INTEGER", nullable: false),
                    Proposals = table.Column<int>(type: "INTEGER", nullable: false),
                    OrderKey = table.Column<long>(type: "INTEGER", nullable: false),
                    OrderId = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    EndedWhy = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_UnidentifiedParcels", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_ReturnItems_ByRequest",
                table: "ReturnItems",
                columns: new[] { "Channel", "RequestedAt" },
                filter: "Channel = 0");

            migrationBuilder.CreateIndex(
                name: "IX_GoodsReceipts_ByTime",
                table: "GoodsReceipts",
                column: "ReceivedAt");

            migrationBuilder.CreateIndex(
                name: "IX_IntakePhotos_ByTime",
                table: "IntakePhotos",
                columns: new[] { "ErasedAt", "TakenAt" });

            migrationBuilder.CreateIndex(
                name: "IX_ParcelScans_ByTime",
                table: "ParcelScans",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "UX_ParcelScans_Scan",
                table: "ParcelScans",
                column: "ScanId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ReturnAuthorizations_ByTime",
                table: "ReturnAuthorizations",
                columns: new[] { "AccountId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_ReturnAuthorizations_OfOrder",
                table: "ReturnAuthorizations",
                column: "OrderKey");

            migrationBuilder.CreateIndex(
                name: "IX_ReturnAuthorizations_OfPhoto",
                table: "ReturnAuthorizations",
                column: "PhotoId");

            migrationBuilder.CreateIndex(
                name: "UX_ReturnAuthorizations_Number",
                table: "ReturnAuthorizations",
                column: "Number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "UX_ReturnAuthorizations_Request",
                table: "ReturnAuthorizations",
                column: "RequestKey",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_UnidentifiedCodes_OfParcel",
                table: "UnidentifiedCodes",
                column: "ParcelId");

            migrationBuilder.CreateIndex(
                name: "IX_UnidentifiedParcels_ByState",
                table: "UnidentifiedParcels",
                columns: new[] { "State", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_UnidentifiedParcels_OfPhoto",
                table: "UnidentifiedParcels",
                column: "PhotoId");

            migrationBuilder.CreateIndex(
                name: "UX_UnidentifiedParcels_Request",
                table: "UnidentifiedParcels",
                column: "RequestKey",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "IntakePhotos");

            migrationBuilder.DropTable(
                name: "ParcelIdentifiers");

            migrationBuilder.DropTable(
                name: "ParcelScans");

            migrationBuilder.DropTable(
                name: "ReturnAuthorizations");

            migrationBuilder.DropTable(
                name: "UnidentifiedCodes");

            migrationBuilder.DropTable(
                name: "UnidentifiedParcels");

            migrationBuilder.DropIndex(
                name: "IX_ReturnItems_ByRequest",
                table: "ReturnItems");

            migrationBuilder.DropIndex(
                name: "IX_GoodsReceipts_ByTime",
                table: "GoodsReceipts");
        }
    }
}
