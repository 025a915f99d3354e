using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ReturnsConsole.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class ReasonCodeVersions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_ReturnItems_ByQuarantinedReason",
                table: "ReturnItems");

            migrationBuilder.DropIndex(
                name: "UX_ReasonCodeMappings_Code",
                table: "ReasonCodeMappings");

            migrationBuilder.RenameColumn(
                name: "Version",
                table: "ReasonCodeMappings",
                newName: "VersionId");

            migrationBuilder.AddColumn<string>(
                name: "AmazonCode",
                table: "ReasonCodeMappings",
                type: "TEXT",
                maxLength: 60,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<long>(
                name: "ChangedAt",
                table: "ReasonCodeMappings",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ChangedByName",
                table: "ReasonCodeMappings",
                type: "TEXT",
                maxLength: 200,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "CommercetoolsCode",
                table: "ReasonCodeMappings",
                type: "TEXT",
                maxLength: 60,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "CostCode",
                table: "ReasonCodeMappings",
                type: "TEXT",
                maxLength: 40,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "LiabilityCode",
                table: "ReasonCodeMappings",
                type: "TEXT",
                maxLength: 40,
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateTable(
                name: "ReasonCodeReviews",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    OpenedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    DoneAt = table.Column<long>(type: "INTEGER", nullable: true),
                    DoneById = table.Column<int>(type: "INTEGER", nullable: false),
                    DoneByName = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Note = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReasonCodeReviews", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ReasonCodeVersions",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    EffectiveFrom = table.Column<long>(type: "INTEGER", nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    CreatedById = table.Column<int>(type: "INTEGER", nullable: false),
                    CreatedByName = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    CopyOf = table.Column<int>(type: "INTEGER", nullable: true),
                    EditedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    EditedByName = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    ActivatedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    ActivatedById = table.Column<int>(type: "INTEGER", nullable: false),
                    ActivatedByName = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Why = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    BegunAt = table.Column<long>(type: "INTEGER", nullable: true),
                    ReleasedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Released = table.Column<long>(type: "INTEGER", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReasonCodeVersions", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ReleasedReturns",
                columns: table => new
                {
                    VersionId = table.Column<int>(type: "INTEGER", nullable: false),
                    ReturnItemId = table.Column<long>(type: "INTEGER", nullable: false),
                    ReleasedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReleasedReturns", x => new { x.VersionId, x.ReturnItemId });
                });

            migrationBuilder.CreateIndex(
                name: "IX_ReturnItems_Quarantined",
                table: "ReturnItems",
                columns: new[] { "Channel", "ReasonCode", "AccountId", "Currency", "RequestedAt", "DeliveredAt", "OrderAmount" },
                filter: "Mapping = 1");

            migrationBuilder.CreateIndex(
                name: "UX_ReasonCodeMappings_OfVersion",
                table: "ReasonCodeMappings",
                columns: new[] { "VersionId", "SourceSystem", "Code" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "UX_ReasonCodeVersions_Number",
                table: "ReasonCodeVersions",
                column: "Number",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ReasonCodeReviews");

            migrationBuilder.DropTable(
                name: "ReasonCodeVersions");

            migrationBuilder.DropTable(
                name: "ReleasedReturns");

            migrationBuilder.DropIndex(
                name: "IX_ReturnItems_Quarantined",
                table: "ReturnItems");

            migrationBuilder.DropIndex(
                name: "UX_ReasonCodeMappings_OfVersion",
                table: "ReasonCodeMappings");

            migrationBuilder.DropColumn(
                name: "AmazonCode",
                table: "ReasonCodeMappings");

            migrationBuilder.DropColumn(
                name: "ChangedAt",
                table: "ReasonCodeMappings");

            migrationBuilder.DropColumn(
                name: "ChangedByName",
                table: "ReasonCodeMappings");

            migrationBuilder.DropColumn(
                name: "CommercetoolsCode",
                table: "ReasonCodeMappings");

            migrationBuilder.DropColumn(
                name: "CostCode",
                table: "ReasonCodeMappings");

            migrationBuilder.DropColumn(
                name: "LiabilityCode",
                table: "ReasonCodeMappings");

            migrationBuilder.RenameColumn(
                name: "VersionId",
                table: "ReasonCodeMappings",
                newName: "Version");

            migrationBuilder.CreateIndex(
                name: "IX_ReturnItems_ByQuarantinedReason",
                table: "ReturnItems",
                column: "ReasonCode",
                filter: "Mapping = 1");

            migrationBuilder.CreateIndex(
                name: "UX_ReasonCodeMappings_Code",
                table: "ReasonCodeMappings",
                columns: new[] { "SourceSystem", "Code" },
                unique: true);
        }
    }
}
