using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ReturnsConsole.Data.Migrations.Sqlite
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

            migrationBuilder.CreateTable(
                name: "CaseAttachments",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    CaseId = table.Column<long>(type: "INTEGER", nullable: false),
                    Sha256 = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    ContentType = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Bytes = table.Column<long>(type: "INTEGER", nullable: false),
                    AddedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    AddedById = table.Column<int>(type: "INTEGER", nullable: false),
                    AddedByName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    RemovedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    RemovedByName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    RemovedReason = table.Column<string>(type: "TEXT", maxLength: 300, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CaseAttachments", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ColumnChoices",
                columns: table => new
                {
                    UserId = table.Column<int>(type: "INTEGER", nullable: false),
                    Columns = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ColumnChoices", x => x.UserId);
                });

            migrationBuilder.CreateTable(
                name: "WriteOffs",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    CaseId = table.Column<long>(type: "INTEGER", nullable: false),
                    CompanyId = table.Column<int>(type: "INTEGER", nullable: false),
                    AccountId = table.Column<int>(type: "INTEGER", nullable: false),
                    Amount = table.Column<long>(type: "INTEGER", nullable: false),
                    Currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    Reason = table.Column<byte>(type: "INTEGER", nullable: false),
                    Note = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    FindingHash = table.Column<long>(type: "INTEGER", nullable: false),
                    State = table.Column<byte>(type: "INTEGER", nullable: false),
                    RequestedById = table.Column<int>(type: "INTEGER", nullable: false),
                    RequestedByName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    RequestedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    DecidedById = table.Column<int>(type: "INTEGER", nullable: false),
                    DecidedByName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    DecidedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    DecisionNote = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true)
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
