using System.Net.Http.Json;
using Edge.Features.Tracking.Carriers;
using Edge.Features.Tracking.Demo;
using Edge.Shared.Contracts;
using Microsoft.Extensions.DependencyInjection;

namespace Edge.Tests.Features.Tracking.Demo;

public class DemoSeederTests
{
    [Fact]
    public async Task Every_demo_parcel_ends_in_its_status_and_a_second_run_adds_none()
    {
        await using var server = await EdgeServer.Start();
        var seeder = server.Services.GetRequiredService<DemoSeeder>();

        Assert.Equal(DemoParcels.All.Count, await seeder.Run());
        Assert.Equal(0, await seeder.Run());

        using var client = await server.ApiKey(Role.Operator);
        var page = await client.GetFromJsonAsync("/api/v1/shipments?limit=200", WireJson.Reading.ShipmentPage);
        var statuses = page!.Items.ToDictionary(item => item.Number, item => item.Status);
        Assert.All(DemoParcels.All, parcel => Assert.Equal(parcel.Status, statuses[parcel.Number]));
        Assert.Contains(page.Items, item => item.Flags.Contains(ShipmentFlag.Delayed));
    }

    [Fact]
    public void Every_demo_number_is_one_that_its_carrier_could_have_issued() =>
        Assert.All(DemoParcels.All, parcel =>
            Assert.Contains(CarrierDetector.Detect(parcel.Number).Candidates, candidate => candidate.Carrier == parcel.Carrier));
}
