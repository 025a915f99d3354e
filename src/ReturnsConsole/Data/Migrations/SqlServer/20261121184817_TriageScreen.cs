using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ReturnsConsole.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class TriageScreen : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Cases_QueueByDue",
                table: "Cases");

            migrationBuilder.DropIndex(
                name: "IX_Cases_QueueByOpened",
                table: "Cases");

            migrationBuilder.DropIndex(
                name: "IX_Cases_QueueByRisk",
                table: "Cases");

            migrationBuilder.AlterColumn<string>(
                name: "Query",
                table: "SavedViews",
                type: "nvarchar(1500)",
                maxLength: 1500,
                nullable: false,
                oldClrType: typeof(string),
                oldType: "nvarchar(500)",
                oldMaxLength: 500);

            migrationBuilder.CreateTable(
                name: "CaseAttachments",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    CaseId = table.Column<long>(type: "bigint", nullable: false),
                    Sha256 = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    Name = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false),
                    ContentType = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    Bytes = table.Column<long>(type: "bigint", nullable: false),
                    AddedAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: false),
                    AddedById = table.Column<int>(type: "int", nullable: false),
                    AddedByName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    RemovedAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: true),
                    RemovedByName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true),
                    RemovedReason = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CaseAttachments", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ColumnChoices",
                columns: table => new
                {
                    UserId = table.Column<int>(type: "int", nullable: false),
                    Columns = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ColumnChoices", x => x.UserId);
                });

            migrationBuilder.CreateTable(
                name: "WriteOffs",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    CaseId = table.Column<long>(type: "bigint", nullable: false),
                    CompanyId = table.Column<int>(type: "int", nullable: false),
                    AccountId = table.Column<int>(type: "int", nullable: false),
                    Amount = table.Column<long>(type: "bigint", nullable: false),
                    Currency = table.Column<string>(type: "nvarchar(3)", maxLength: 3, nullable: false),
                    Reason = table.Column<byte>(type: "tinyint", nullable: false),
                    Note = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: false),
                    FindingHash = table.Column<long>(type: "bigint", nullable: false),
                    State = table.Column<byte>(type: "tinyint", nullable: false),
                    RequestedById = table.Column<int>(type: "int", nullable: false),
                    RequestedByName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    RequestedAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: false),
                    DecidedById = table.Column<int>(type: "int", nullable: false),
                    DecidedByName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    DecidedAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: true),
                    DecisionNote = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_WriteOffs", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Cases_QueueByDue",
                table: "Cases",
                columns: new[] { "Status", "AccountId", "Kind", "DueAt", "Id", "OpenedAt", "Marketplace", "Currency", "AtRisk", "AssigneeId" });

            migrationBuilder.CreateIndex(
                name: "IX_Cases_QueueByMarketplace",
                table: "Cases",
                columns: new[] { "Status", "AccountId", "Kind", "Marketplace", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Cases_QueueByMoney",
                table: "Cases",
                columns: new[] { "Status", "AccountId", "Kind", "Currency", "AtRisk", "Id", "Marketplace", "AssigneeId" });

            migrationBuilder.CreateIndex(
                name: "IX_Cases_QueueByOpened",
                table: "Cases",
                columns: new[] { "Status", "AccountId", "Kind", "OpenedAt", "Id", "Marketplace", "Currency", "AtRisk", "AssigneeId" });

            migrationBuilder.CreateIndex(
                name: "IX_Cases_QueueByRisk",
                table: "Cases",
                columns: new[] { "Status", "AccountId", "Kind", "AtRisk", "Id", "Marketplace", "AssigneeId" });

            migrationBuilder.CreateIndex(
                name: "IX_CaseAttachments_OfCase",
                table: "CaseAttachments",
                column: "CaseId");

            migrationBuilder.CreateIndex(
                name: "IX_CaseAttachments_OfContent",
                table: "CaseAttachments",
                column: "Sha256");

            migrationBuilder.CreateIndex(
                name: "IX_WriteOffs_Decided",
                table: "WriteOffs",
                columns: new[] { "State", "DecidedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_WriteOffs_OfCase",
                table: "WriteOffs",
                columns: new[] { "CaseId", "Id" });

            migrationBuilder.CreateIndex(
                name: "UX_WriteOffs_Standing",
                table: "WriteOffs",
                column: "CaseId",
                unique: true,
                filter: "State < 2");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "CaseAttachments");

            migrationBuilder.DropTable(
                name: "ColumnChoices");

            migrationBuilder.DropTable(
                name: "WriteOffs");

            migrationBuilder.DropIndex(
                name: "IX_Cases_QueueByDue",
                table: "Cases");

            migrationBuilder.DropIndex(
                name: "IX_Cases_QueueByMarketplace",
                table: "Cases");

            migrationBuilder.DropIndex(
                name: "IX_Cases_QueueByMoney",
                table: "Cases");

            migrationBuilder.DropIndex(
                name: "IX_Cases_QueueByOpened",
                table: "Cases");

            migrationBuilder.DropIndex(
                name: "IX_Cases_QueueByRisk",
                table: "Cases");

            migrationBuilder.AlterColumn<string>(
                name: "Query",
                table: "SavedViews",
                type: "nvarchar(500)",
                maxLength: 500,
                nullable: false,
                oldClrType: typeof(string),
                oldType: "nvarchar(1500)",
                oldMaxLength: 1500);

            migrationBuilder.CreateIndex(
                name: "IX_Cases_QueueByDue",
                table: "Cases",
                columns: new[] { "Status", "AccountId", "Kind", "DueAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Cases_QueueByOpened",
                table: "Cases",
                columns: new[] { "Status", "AccountId", "Kind", "OpenedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Cases_QueueByRisk",
                table: "Cases",
                columns: new[] { "Status", "AccountId", "Kind", "AtRisk", "Id" });
        }
    }
}
