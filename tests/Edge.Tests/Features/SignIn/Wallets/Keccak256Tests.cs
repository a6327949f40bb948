using System.Text;
using Edge.Features.SignIn.Wallets;

namespace Edge.Tests.Features.SignIn.Wallets;

public sealed class Keccak256Tests
{
    // Of the empty string the Keccak team's known answer, of the others viem's and ethers'. A block has 136 bytes: each side of its bounds.
    [Theory]
    [InlineData("", "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470")]
    [InlineData("abc", "4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45")]
    [InlineData("The quick brown fox jumps over the lazy dog", "4d741b6f1eb29cb2a9b9911c82f56fa8d73b04959d3d9d222895df6c0b28aa15")]
    [InlineData("135", "34367dc248bbd832f4e3e69dfaac2f92638bd0bbd18f2912ba4ef454919cf446")]
    [InlineData("136", "a6c4d403279fe3e0af03729caada8374b5ca54d8065329a3ebcaeb4b60aa386e")]
    [InlineData("137", "d869f639c7046b4929fc92a4d988a8b22c55fbadb802c0c66ebcd484f1915f39")]
    [InlineData("271", "132f47effd6c8b1b299efa53fe68aece77ec8ae4eb2e294f668eec94f76001e1")]
    [InlineData("272", "cf7fcd4f705ee749930d19ca84561a9bf62516bd90a471545fa2f49fdc7e63c8")]
    [InlineData("1000", "b6a4ac1f51884d71f30fa397a5e155de3099e11fc0edef5d08b646e621e19de9")]
    public void Gives_what_others_give(string text, string hash)
    {
        var data = int.TryParse(text, out var length) ? new string('a', length) : text;

        Assert.Equal(hash, Convert.ToHexStringLower(Keccak256.Of(Encoding.ASCII.GetBytes(data))));
    }
}
