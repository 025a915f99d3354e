namespace ReturnsConsole.Features.Receiving;

public static class ReceivingModule
{
    public static IServiceCollection AddReceiving(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ReceivingOptions>().Bind(configuration.GetSection("Receiving"))
            .Validate(o => o.TransitDays is >= 0 and <= 60, "Receiving:TransitDays must be between 0 and 60.")
            .Validate(o => o.ReturnDays is >= 0 and <= 365, "Receiving:ReturnDays must be between 0 and 365.")
            .Validate(o => o.ExpectedDays is >= 1 and <= 365, "Receiving:ExpectedDays must be between 1 and 365.")
            .Validate(o => o.UndoMinutes is >= 0 and <= 1440, "Receiving:UndoMinutes must be between 0 and 1440.")
            .Validate(o => o.Checklists.TrueForAll(c => c.Name.Length is > 0 and <= 60 && c.Skus.Length > 0 && c.Points.Length is > 0 and <= Checklist.MostPoints && c.Points.All(p => p.Length is > 0 and <= 100)),
                $"Receiving:Checklists: each has a Name, at least one beginning of a SKU in Skus, and 1 to {Checklist.MostPoints} Points of at most 100 characters.").ValidateOnStart();
        services.AddSingleton<ReceivingList>();
        services.AddSingleton<ScanGoods>();
        services.AddSingleton<ShowGoods>();
        services.AddSingleton<GradeItem>();
        services.AddSingleton<UndoGrading>();
        return services;
    }
}
