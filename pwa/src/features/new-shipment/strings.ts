export const newShipment = {
  title: "New shipment",
  number: "Tracking number",
  carrier: "Carrier",
  detect: "Read it from the number",
  other: "Another carrier",
  reads: (names: string) => `Reads as ${names}.`,
  create: "Create shipment",
  missing: "A tracking number is needed.",
};
