using System.Globalization;
using Edge.Hosting.Configuration;

namespace Edge.Features.SignIn.Wallets;

/// <param name="EthereumChainId">The number (EIP-155) that messages of Ethereum's wallets name.</param>
internal sealed record WalletOptions(string EthereumChainId)
{
    public static WalletOptions Read(Settings settings) => new(settings.Number(
        "SignIn:EthereumChainId", 1, 1, int.MaxValue, "The chain (EIP-155) that Ethereum wallets name when they sign in; nothing is sent to it.")
        .ToString(CultureInfo.InvariantCulture));
}
