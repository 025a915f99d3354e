using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ReturnsConsole.Data.Migrations.Sqlite
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
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "FollowedUpAt",
                table: "RefundRequests",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "OrderChangedAt",
                table: "RefundRequests",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<byte>(
                name: "Via",
                table: "RefundRequests",
                type: "INTEGER",
                nullable: false,
                defaultValue: (byte)0);

            migrationBuilder.AddColumn<string>(
                name: "Shop",
                table: "RefundLooks",
                type: "TEXT",
                maxLength: 100000,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<long>(
                name: "RecordedAt",
                table: "GoodsReceipts",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "CaseDays",
                columns: table => new
                {
                    CompanyId = table.Column<int>(type: "INTEGER", nullable: false),
                    AccountId = table.Column<int>(type: "INTEGER", nullable: false),
                    Kind = table.Column<byte>(type: "INTEGER", nullable: false),
                    Status = table.Column<byte>(type: "INTEGER", nullable: false),
                    OpenedDay = table.Column<int>(type: "INTEGER", nullable: false),
                    DueDay = table.Column<int>(type: "INTEGER", nullable: false),
                    Cases = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CaseDays", x => new { x.Status, x.AccountId, x.Kind, x.DueDay, x.OpenedDay, x.CompanyId });
                });

            migrationBuilder.CreateTable(
                name: "ConsolidatedShipments",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    AccountId = table.Column<int>(type: "INTEGER", nullable: false),
                    Channel = table.Column<byte>(type: "INTEGER", nullable: false),
                    ShipmentId = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Carrier = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    TrackingId = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    DepartedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Items = table.Column<int>(type: "INTEGER", nullable: false),
                    Pallets = table.Column<int>(type: "INTEGER", nullable: false),
                    Boxes = table.Column<int>(type: "INTEGER", nullable: false),
                    State = table.Column<byte>(type: "INTEGER", nullable: false),
                    StartedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    LastScanAt = table.Column<long>(type: "INTEGER", nullable: true),
                    StateAt = table.Column<long>(type: "INTEGER", nullable: true),
                    StateBy = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    ReopenedWhy = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ConsolidatedShipments", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "GradingPhotos",
                columns: table => new
                {
                    GradingId = table.Column<long>(type: "INTEGER", nullable: false),
                    PhotoId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_GradingPhotos_OfGrading", x => new { x.GradingId, x.PhotoId });
                });

            migrationBuilder.CreateTable(
                name: "ItemGradings",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false),
                    RequestKey = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Kind = table.Column<byte>(type: "INTEGER", nullable: false),
                    AccountId = table.Column<int>(type: "INTEGER", nullable: false),
                    ReceiptId = table.Column<long>(type: "INTEGER", nullable: false),
                    OrderKey = table.Column<long>(type: "INTEGER", nullable: false),
                    OrderId = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    Sku = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Quantity = table.Column<int>(type: "INTEGER", nullable: false),
                    Grade = table.Column<byte>(type: "INTEGER", nullable: false),
                    Disposition = table.Column<byte>(type: "INTEGER", nullable: false),
                    GradeBefore = table.Column<byte>(type: "INTEGER", nullable: false),
                    DispositionBefore = table.Column<byte>(type: "INTEGER", nullable: false),
                    Proposed = table.Column<byte>(type: "INTEGER", nullable: false),
                    Ground = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Checked = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    Notes = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    ReceiptHash = table.Column<long>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    ActorId = table.Column<int>(type: "INTEGER", nullable: false),
                    ActorName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ItemGradings", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ManifestCodes",
                columns: table => new
                {
                    ShipmentPk = table.Column<int>(type: "INTEGER", nullable: false),
                    Value = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Kind = table.Column<byte>(type: "INTEGER", nullable: false),
                    ManifestItemId = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ManifestCodes", x => new { x.ShipmentPk, x.Value, x.Kind, x.ManifestItemId });
                });

            migrationBuilder.CreateTable(
                name: "ManifestGaps",
                columns: table => new
                {
                    ShipmentPk = table.Column<int>(type: "INTEGER", nullable: false),
                    ManifestItemId = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ManifestGaps", x => new { x.ShipmentPk, x.ManifestItemId });
                });

            migrationBuilder.CreateTable(
                name: "ShipmentScans",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    ShipmentPk = table.Column<int>(type: "INTEGER", nullable: false),
                    ScanId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Code = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    ItemKey = table.Column<string>(type: "TEXT", maxLength: 110, nullable: false),
                    Kind = table.Column<byte>(type: "INTEGER", nullable: false),
                    ItemId = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    AccountId = table.Column<int>(type: "INTEGER", nullable: false),
                    Channel = table.Column<byte>(type: "INTEGER", nullable: false),
                    OrderKey = table.Column<long>(type: "INTEGER", nullable: false),
                    OrderId = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    RmaId = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Sku = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Quantity = table.Column<int>(type: "INTEGER", nullable: false),
                    Note = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    ActorId = table.Column<int>(type: "INTEGER", nullable: false),
                    ActorName = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    UndoneAt = table.Column<long>(type: "INTEGER", nullable: true),
                    UndoneBy = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Receipt = table.Column<byte>(type: "INTEGER", nullable: false),
                    Reference = table.Column<string>(type: "TEXT", maxLength: 150, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ShipmentScans", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "StockCorrections",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    AccountId = table.Column<int>(type: "INTEGER", nullable: false),
                    OrderKey = table.Column<long>(type: "INTEGER", nullable: false),
                    Sku = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    From = table.Column<byte>(type: "INTEGER", nullable: false),
                    To = table.Column<byte>(type: "INTEGER", nullable: false),
                    Quantity = table.Column<int>(type: "INTEGER", nullable: false),
                    ReceiptId = table.Column<long>(type: "INTEGER", nullable: false),
                    Grade = table.Column<byte>(type: "INTEGER", nullable: false),
                    Why = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    ById = table.Column<int>(type: "INTEGER", nullable: false),
                    ByName = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
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
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    AccountId = table.Column<int>(type: "INTEGER", nullable: false),
                    Sku = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    PartnerId = table.Column<int>(type: "INTEGER", nullable: false),
                    MessageKey = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    MovementId = table.Column<long>(type: "INTEGER", nullable: false),
                    Change = table.Column<int>(type: "INTEGER", nullable: false),
                    Total = table.Column<int>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Confirmed = table.Column<long>(type: "INTEGER", nullable: true),
                    ConfirmedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    OrdersUpTo = table.Column<long>(type: "INTEGER", nullable: false),
                    Said = table.Column<long>(type: "INTEGER", nullable: true),
                    SaidAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_StockTold", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "VendorCredits",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    AccountId = table.Column<int>(type: "INTEGER", nullable: false),
                    ReturnsReference = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Sequence = table.Column<int>(type: "INTEGER", nullable: false),
                    Number = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    Total = table.Column<long>(type: "INTEGER", nullable: false),
                    Quantity = table.Column<int>(type: "INTEGER", nullable: false),
                    InvoiceNumber = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    DebitNote = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    GoodsReturnedOn = table.Column<long>(type: "INTEGER", nullable: false),
                    State = table.Column<byte>(type: "INTEGER", nullable: false),
                    Said = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    SubmittedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    SubmittedById = table.Column<int>(type: "INTEGER", nullable: false),
                    SubmittedBy = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    ValidatedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    AcceptedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    StateAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
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
