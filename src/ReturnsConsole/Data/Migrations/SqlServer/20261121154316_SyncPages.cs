using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ReturnsConsole.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class SyncPages : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "SyncRunId",
                table: "SourceFiles",
                type: "int",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_SourceFiles_BySource",
                table: "SourceFiles",
                columns: new[] { "FromPartner", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_SourceFiles_OfSyncRun",
                table: "SourceFiles",
                column: "SyncRunId",
                filter: "SyncRunId IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_CaseEvents_Noticed",
                table: "CaseEvents",
                column: "At",
                filter: "Kind = 0");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_SourceFiles_BySource",
                table: "SourceFiles");

            migrationBuilder.DropIndex(
                name: "IX_SourceFiles_OfSyncRun",
                table: "SourceFiles");

            migrationBuilder.DropIndex(
                name: "IX_CaseEvents_Noticed",
                table: "CaseEvents");

            migrationBuilder.DropColumn(
                name: "SyncRunId",
                table: "SourceFiles");
        }
    }
}
