using System.Text.Json;
using Edge.Shared.Contracts;

namespace Edge.Tests.Shared;

public class WireJsonTests
{
    [Fact]
    public void A_client_reads_an_answer_that_leaves_nulls_out_and_says_more_than_it_knows()
    {
        var carrier = new CarrierList([new Carrier("other", "Other carrier", null, [])]);
        var text = JsonSerializer.Serialize(carrier, WireJson.Default.CarrierList);

        var read = JsonSerializer.Deserialize(text.Replace("\"id\"", "\"news\":1,\"id\""), WireJson.Reading.CarrierList)!;

        Assert.Equal("other", read.Items[0].Id);
        Assert.Null(read.Items[0].TrackingUrl);
    }

    [Theory]
    [InlineData("""{"number":null}""")]
    [InlineData("""{}""")]
    [InlineData("""{"number":"1Z","colour":"red"}""")]
    [InlineData("""{"number":1}""")]
    [InlineData("""{"number":"1Z","promised_at":"tomorrow"}""")]
    [InlineData("""{"number":"1Z","promised_at":"2026-03-02T12:00:00"}""")]
    [InlineData("""{"number":"1Z","promised_at":"2026-03-02"}""")]
    [InlineData("""{"number":"1Z","promised_at":1772452800}""")]
    public void The_service_refuses_what_a_request_may_not_say(string json) =>
        Assert.ThrowsAny<JsonException>(() => JsonSerializer.Deserialize(json, WireJson.Default.CreateShipmentRequest));

    [Theory]
    [InlineData("2026-03-02T12:00:00Z", 12)]
    [InlineData("2026-03-02T12:00:00+01:00", 11)]
    [InlineData("2026-03-02T12:00:00.125-02:30", 14)]
    public void A_time_is_read_with_the_offset_that_it_states(string text, int utcHour)
    {
        var request = JsonSerializer.Deserialize($$"""{"number":"1Z","promised_at":"{{text}}"}""", WireJson.Default.CreateShipmentRequest)!;

        Assert.Equal(utcHour, request.PromisedAt!.Value.UtcDateTime.Hour);
    }

    [Fact]
    public void Every_word_of_an_enum_reads_back_and_a_number_is_refused()
    {
        foreach (var status in Enum.GetValues<Status>())
            Assert.Equal(status, WireName.Parse<Status>(WireName.Of(status)));
        Assert.Equal("return_to_sender", WireName.Of(Status.ReturnToSender));
        Assert.False(WireName.TryParse<Status>("3", out _));
        Assert.False(WireName.TryParse<Status>("Delivered", out _));
    }
}
