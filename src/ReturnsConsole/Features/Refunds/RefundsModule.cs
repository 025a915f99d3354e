using ReturnsConsole.Features.Refunds.Board;
using ReturnsConsole.Features.Refunds.Guard;
using ReturnsConsole.Features.Refunds.Proof;
using ReturnsConsole.Features.Refunds.Sending;
using ReturnsConsole.Features.Refunds.Shop;
using ReturnsConsole.Features.Sync.Outbox;

namespace ReturnsConsole.Features.Refunds;

public static class RefundsModule
{
    public static IServiceCollection AddRefunds(this IServiceCollection services)
    {
        services.AddSingleton<IRefundPolicies, RefundPolicies>();
        services.AddSingleton<RefundDeciding>();
        services.AddSingleton<LookAtAmazon>();
        services.AddSingleton<LookAtShop>();
        services.AddSingleton<LookAtMoney>();
        services.AddSingleton<ShopChanges>();
        services.AddSingleton<SendShopRefunds>();
        services.AddSingleton<IMessageKeeper, ShopRefundKeeper>();
        services.AddSingleton<ShopFollowUp>();
        services.AddSingleton<PriceAnew>();
        services.AddSingleton<FreshLooks>();
        services.AddSingleton<MakeBatch>();
        services.AddSingleton<BatchKeeper>();
        services.AddSingleton<IMessageKeeper>(provider => provider.GetRequiredService<BatchKeeper>());
        services.AddSingleton<OpenRefundForm>();
        services.AddSingleton<RequestRefund>();
        services.AddSingleton<RequestCancellation>();
        services.AddSingleton<ApproveRefund>();
        services.AddSingleton<WithdrawRefunds>();
        services.AddSingleton<ProcessRefunds>();
        services.AddSingleton<WithdrawBatch>();
        services.AddSingleton<ResolveUnknown>();
        services.AddSingleton<MatchProof>();
        services.AddSingleton<AutoSubmit>();
        services.AddSingleton<RefundTriggers>();
        services.AddSingleton<RefundChores>();
        services.AddSingleton<RefundList>();
        services.AddSingleton<RefundCounts>();
        services.AddSingleton<RefundDetails>();
        services.AddSingleton<BatchList>();
        services.AddSingleton<BatchDetails>();
        return services;
    }

    /// <summary>What runs in the background of the web application.</summary>
    public static IServiceCollection AddRefundServices(this IServiceCollection services) => services.AddHostedService<RefundService>();
}
