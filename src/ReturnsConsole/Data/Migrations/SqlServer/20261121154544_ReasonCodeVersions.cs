using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ReturnsConsole.Data.Migrations.SqlServer
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
                type: "nvarchar(60)",
                maxLength: 60,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<DateTime>(
                name: "ChangedAt",
                table: "ReasonCodeMappings",
                type: "datetime2(3)",
                precision: 3,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ChangedByName",
                table: "ReasonCodeMappings",
                type: "nvarchar(200)",
                maxLength: 200,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "CommercetoolsCode",
                table: "ReasonCodeMappings",
                type: "nvarchar(60)",
                maxLength: 60,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "CostCode",
                table: "ReasonCodeMappings",
                type: "nvarchar(40)",
                maxLength: 40,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "LiabilityCode",
                table: "ReasonCodeMappings",
                type: "nvarchar(40)",
                maxLength: 40,
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateTable(
                name: "ReasonCodeReviews",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    OpenedAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: false),
                    DoneAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: true),
                    DoneById = table.Column<int>(type: "int", nullable: false),
                    DoneByName = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Note = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: false),
                    Version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReasonCodeReviews", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ReasonCodeVersions",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Number = table.Column<int>(type: "int", nullable: false),
                    EffectiveFrom = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: false),
                    CreatedById = table.Column<int>(type: "int", nullable: false),
                    CreatedByName = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    CopyOf = table.Column<int>(type: "int", nullable: true),
                    EditedAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: false),
                    EditedByName = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    ActivatedAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: true),
                    ActivatedById = table.Column<int>(type: "int", nullable: false),
                    ActivatedByName = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Why = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: false),
                    BegunAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: true),
                    ReleasedAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: true),
                    Released = table.Column<long>(type: "bigint", nullable: false),
                    Version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReasonCodeVersions", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ReleasedReturns",
                columns: table => new
                {
                    VersionId = table.Column<int>(type: "int", nullable: false),
                    ReturnItemId = table.Column<long>(type: "bigint", nullable: false),
                    ReleasedAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: false)
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
