import { launch } from "./browser.mjs";
import { startEdge } from "./edge.mjs";
import { signedIn } from "./operator.mjs";

const hour = 3_600_000;

/** RFC 3339, in whole minutes, so many hours from now. */
const at = (hours) => new Date(Math.floor((Date.now() + hours * hour) / 60_000) * 60_000).toISOString();

const berlin = { name: "Ada Example", city: "Berlin", postcode: "10115", country: "DE" };

/** Parcels in every stage, as a shop that ships from Leipzig would have them. */
export const parcels = {
  van: {
    shipment: {
      number: "1Z999AA10123456784",
      reference: "Order 1042",
      origin: { name: "Example Shop", city: "Leipzig", postcode: "04109", country: "DE" },
      destination: berlin,
      pieces: 1,
      weight_grams: 1250,
      eta: { from: at(1), through: at(3) },
    },
    events: [
      [-30, "pending", "Leipzig"],
      [-22, "picked_up", "Leipzig"],
      [-13, "in_transit", "Halle"],
      [-5, "in_transit", "Berlin"],
      [-1, "out_for_delivery", "Berlin"],
    ],
  },
  pickup: {
    shipment: { number: "09445440654321", carrier: "dpd", destination: { city: "Potsdam", country: "DE" } },
    events: [
      [-52, "picked_up", "Leipzig"],
      [-30, "in_transit", "Halle"],
      [-9, "delivery_failed", "Potsdam"],
      [-4, "ready_for_pickup", "Potsdam"],
    ],
  },
  moving: {
    shipment: {
      number: "RR123456785DE",
      destination: { city: "Hamburg", country: "DE" },
      eta: { from: at(44), through: at(48) },
    },
    events: [
      [-20, "picked_up", "Leipzig"],
      [-6, "in_transit", "Hannover"],
    ],
  },
  arrived: {
    shipment: { number: "1Z999AA10123456793", destination: { city: "Dresden", country: "DE" } },
    events: [
      [-60, "picked_up", "Leipzig"],
      [-26, "out_for_delivery", "Dresden"],
      [-24, "delivered", "Dresden", { received_by: "A. Neighbour" }],
    ],
  },
  announced: {
    shipment: { number: "RR123456794DE", reference: "Order 1043" },
    events: [[-2, "pending", "Leipzig"]],
  },
};

/** Puts a parcel and its events into the service and gives the shipment as it is then. */
async function place(operator, { shipment, events }) {
  let current = await operator.createShipment(shipment);
  for (const [hours, status, city, proof] of events) {
    const appended = await operator.appendEvent(current.id, {
      event_time: at(hours),
      precision: "minute",
      status,
      location: { city, country: "DE" },
      ...(proof ? { proof_of_delivery: proof } : {}),
    });
    current = appended.shipment;
  }
  return current;
}

/**
 * Starts a service and a browser, and places the named parcels. `placed` has the shipments by name; `end` stops both, and
 * also works after a start that failed half-way.
 */
export async function setScene(...names) {
  const edge = await startEdge();
  let browser;
  const end = async () => {
    await browser?.close();
    await edge.stop();
  };
  try {
    const placed = {};
    if (names.length > 0) {
      const operator = await signedIn(edge);
      for (const name of names) placed[name] = await place(operator, parcels[name]);
    }
    browser = await launch();
    return { edge, browser, placed, end };
  } catch (fault) {
    await end();
    throw fault;
  }
}
