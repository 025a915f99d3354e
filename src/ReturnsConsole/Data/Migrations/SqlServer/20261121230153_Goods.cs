using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ReturnsConsole.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class Goods : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_RefundRequests_Queue",
                table: "RefundRequests");

            migrationBuilder.AddColumn<long>(
                name: "CorrectionId",
                table: "StockMovements",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<DateTime>(
                name: "FollowedUpAt",
                table: "RefundRequests",
                type: "datetime2(3)",
                precision: 3,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "OrderChangedAt",
                table: "RefundRequests",
                type: "datetime2(3)",
                precision: 3,
                nullable: true);

            migrationBuilder.AddColumn<byte>(
                name: "Via",
                table: "RefundRequests",
                type: "tinyint",
                nullable: false,
                defaultValue: (byte)0);

            migrationBuilder.AddColumn<string>(
                name: "Shop",
                table: "RefundLooks",
                type: "nvarchar(max)",
                maxLength: 100000,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<DateTime>(
                name: "RecordedAt",
                table: "GoodsReceipts",
                type: "datetime2(3)",
                precision: 3,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "CaseDays",
                columns: table => new
                {
                    CompanyId = table.Column<int>(type: "int", nullable: false),
                    AccountId = table.Column<int>(type: "int", nullable: false),
                    Kind = table.Column<byte>(type: "tinyint", nullable: false),
                    Status = table.Column<byte>(type: "tinyint", nullable: false),
                    OpenedDay = table.Column<int>(type: "int", nullable: false),
                    DueDay = table.Column<int>(type: "int", nullable: false),
                    Cases = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CaseDays", x => new { x.Status, x.AccountId, x.Kind, x.DueDay, x.OpenedDay, x.CompanyId });
                });

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

            migrationBuilder.CreateTable(
                name: "StockCorrections",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    AccountId = table.Column<int>(type: "int", nullable: false),
                    OrderKey = table.Column<long>(type: "bigint", nullable: false),
                    Sku = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    From = table.Column<byte>(type: "tinyint", nullable: false),
                    To = table.Column<byte>(type: "tinyint", nullable: false),
                    Quantity = table.Column<int>(type: "int", nullable: false),
                    ReceiptId = table.Column<long>(type: "bigint", nullable: false),
                    Grade = table.Column<byte>(type: "tinyint", nullable: false),
                    Why = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: false),
                    ById = table.Column<int>(type: "int", nullable: false),
                    ByName = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    At = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_StockCorrections", x => x.Id);
                    table.CheckConstraint("CK_StockCorrections_Graded", "\"To\" <> 3 OR \"Grade\" > 0");
                    table.CheckConstraint("CK_StockCorrections_Quantity", "\"Quantity\" > 0");
                });

            migrationBuilder.CreateTable(
                name: "StockTold",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    AccountId = table.Column<int>(type: "int", nullable: false),
                    Sku = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    PartnerId = table.Column<int>(type: "int", nullable: false),
                    MessageKey = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    MovementId = table.Column<long>(type: "bigint", nullable: false),
                    Change = table.Column<int>(type: "int", nullable: false),
                    Total = table.Column<int>(type: "int", nullable: false),
                    At = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: false),
                    Confirmed = table.Column<long>(type: "bigint", nullable: true),
                    ConfirmedAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: true),
                    OrdersUpTo = table.Column<long>(type: "bigint", nullable: false),
                    Said = table.Column<long>(type: "bigint", nullable: true),
                    SaidAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: true),
                    Version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_StockTold", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "VendorCredits",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    AccountId = table.Column<int>(type: "int", nullable: false),
                    ReturnsReference = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    Sequence = table.Column<int>(type: "int", nullable: false),
                    Number = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    Currency = table.Column<string>(type: "nvarchar(3)", maxLength: 3, nullable: false),
                    Total = table.Column<long>(type: "bigint", nullable: false),
                    Quantity = table.Column<int>(type: "int", nullable: false),
                    InvoiceNumber = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    DebitNote = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    GoodsReturnedOn = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: false),
                    State = table.Column<byte>(type: "tinyint", nullable: false),
                    Said = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: false),
                    SubmittedAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: false),
                    SubmittedById = table.Column<int>(type: "int", nullable: false),
                    SubmittedBy = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    ValidatedAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: true),
                    AcceptedAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: true),
                    StateAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: false),
                    Version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_VendorCredits", x => x.Id);
                });

            migrationBuilder.Sql("INSERT INTO CaseDays (CompanyId, AccountId, Kind, Status, OpenedDay, DueDay, Cases) SELECT CompanyId, AccountId, Kind, Status, OpenedDay, DueDay, SUM(Cases) FROM CaseTallies GROUP BY CompanyId, AccountId, Kind, Status, OpenedDay, DueDay");

            migrationBuilder.CreateIndex(
                name: "IX_StockPositions_InTransit",
                table: "StockPositions",
                column: "InTransit",
                filter: "InTransit > 0");

            migrationBuilder.CreateIndex(
                name: "IX_RefundRequests_OfShops",
                table: "RefundRequests",
                columns: new[] { "Via", "State", "FollowedUpAt" },
                filter: "Via <> 0");

            migrationBuilder.CreateIndex(
                name: "IX_RefundRequests_Queue",
                table: "RefundRequests",
                columns: new[] { "State", "AccountId", "Kind", "Id", "Currency", "Total" });

            migrationBuilder.CreateIndex(
                name: "IX_GoodsReceipts_ToGrade",
                table: "GoodsReceipts",
                columns: new[] { "Disposition", "Grade", "ReceivedAt" },
                filter: "Disposition <= 1");

            migrationBuilder.CreateIndex(
                name: "IX_CaseTallies_OfPerson",
                table: "CaseTallies",
                columns: new[] { "AssigneeId", "Status", "AccountId", "Kind", "DueDay", "OpenedDay", "CompanyId", "Cases" });

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

            migrationBuilder.CreateIndex(
                name: "IX_StockCorrections_OfOrder",
                table: "StockCorrections",
                column: "OrderKey");

            migrationBuilder.CreateIndex(
                name: "IX_StockCorrections_OfSku",
                table: "StockCorrections",
                columns: new[] { "AccountId", "Sku", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_StockTold_OfSku",
                table: "StockTold",
                columns: new[] { "AccountId", "Sku", "PartnerId", "Id" });

            migrationBuilder.CreateIndex(
                name: "UX_StockTold_Message",
                table: "StockTold",
                columns: new[] { "PartnerId", "MessageKey" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_VendorCredits_ByState",
                table: "VendorCredits",
                columns: new[] { "State", "StateAt" });

            migrationBuilder.CreateIndex(
                name: "UX_VendorCredits_Number",
                table: "VendorCredits",
                column: "Number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "UX_VendorCredits_Wish",
                table: "VendorCredits",
                columns: new[] { "AccountId", "ReturnsReference", "Sequence" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "CaseDays");

            migrationBuilder.DropTable(
                name: "ConsolidatedShipments");

            migrationBuilder.DropTable(
                name: "GradingPhotos");

            migrationBuilder.DropTable(
                name: "ItemGradings");

            migrationBuilder.DropTable(
                name: "ManifestCodes");

            migrationBuilder.DropTable(
                name: "ManifestGaps");

            migrationBuilder.DropTable(
                name: "ShipmentScans");

            migrationBuilder.DropTable(
                name: "StockCorrections");

            migrationBuilder.DropTable(
                name: "StockTold");

            migrationBuilder.DropTable(
                name: "VendorCredits");

            migrationBuilder.DropIndex(
                name: "IX_StockPositions_InTransit",
                table: "StockPositions");

            migrationBuilder.DropIndex(
                name: "IX_RefundRequests_OfShops",
                table: "RefundRequests");

            migrationBuilder.DropIndex(
                name: "IX_RefundRequests_Queue",
                table: "RefundRequests");

            migrationBuilder.DropIndex(
                name: "IX_GoodsReceipts_ToGrade",
                table: "GoodsReceipts");

            migrationBuilder.DropIndex(
                name: "IX_CaseTallies_OfPerson",
                table: "CaseTallies");

            migrationBuilder.DropColumn(
                name: "CorrectionId",
                table: "StockMovements");

            migrationBuilder.DropColumn(
                name: "FollowedUpAt",
                table: "RefundRequests");

            migrationBuilder.DropColumn(
                name: "OrderChangedAt",
                table: "RefundRequests");

            migrationBuilder.DropColumn(
                name: "Via",
                table: "RefundRequests");

            migrationBuilder.DropColumn(
                name: "Shop",
                table: "RefundLooks");

            migrationBuilder.DropColumn(
                name: "RecordedAt",
                table: "GoodsReceipts");

            migrationBuilder.CreateIndex(
                name: "IX_RefundRequests_Queue",
                table: "RefundRequests",
                columns: new[] { "State", "AccountId", "Kind", "Id" });
        }
    }
}
