using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ReturnsConsole.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class CaseDays : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
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

            migrationBuilder.Sql("INSERT INTO CaseDays (CompanyId, AccountId, Kind, Status, OpenedDay, DueDay, Cases) SELECT CompanyId, AccountId, Kind, Status, OpenedDay, DueDay, SUM(Cases) FROM CaseTallies GROUP BY CompanyId, AccountId, Kind, Status, OpenedDay, DueDay");

            migrationBuilder.DropIndex(
                name: "IX_RefundRequests_Queue",
                table: "RefundRequests");

            migrationBuilder.CreateIndex(
                name: "IX_RefundRequests_Queue",
                table: "RefundRequests",
                columns: new[] { "State", "AccountId", "Kind", "Id", "Currency", "Total" });

            migrationBuilder.CreateIndex(
                name: "IX_CaseTallies_OfPerson",
                table: "CaseTallies",
                columns: new[] { "AssigneeId", "Status", "AccountId", "Kind", "DueDay", "OpenedDay", "CompanyId", "Cases" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "CaseDays");

            migrationBuilder.DropIndex(
                name: "IX_CaseTallies_OfPerson",
                table: "CaseTallies");

            migrationBuilder.DropIndex(
                name: "IX_RefundRequests_Queue",
                table: "RefundRequests");

            migrationBuilder.CreateIndex(
                name: "IX_RefundRequests_Queue",
                table: "RefundRequests",
                columns: new[] { "State", "AccountId", "Kind", "Id" });
        }
    }
}
