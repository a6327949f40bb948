// Provisional: the shape of the file that `npm run contracts` generates from shared/openapi.json.
export interface components {
  schemas: {
    Status:
      | "unknown"
      | "expired"
      | "pending"
      | "picked_up"
      | "in_transit"
      | "on_hold"
      | "out_for_delivery"
      | "delivery_failed"
      | "ready_for_pickup"
      | "return_to_sender"
      | "delivered"
      | "returned"
      | "cancelled";
    ShipmentFlag: "delayed" | "customs" | "action_required" | "exception" | "stale";
    Classifier: "actual" | "estimated" | "planned";
    Precision: "second" | "minute" | "day";
    EventSource: "carrier" | "api" | "user" | "device";
    Role: "driver" | "operator" | "admin";
    DetectionProof: "check_digit" | "shape";
    AppendOutcome: "appended" | "duplicate" | "rejected";
    ImportChunkState: "committed" | "refused" | "already_committed";
    Location: {
      name?: string | null;
      city?: string | null;
      postcode?: string | null;
      country?: string | null;
      lat?: number | null;
      lon?: number | null;
    };
    Eta: { from: string; through: string; source?: string | null };
    ProofOfDelivery: { received_by?: string | null; note?: string | null; at?: string | null };
    StatusExplanation: { event_id?: string | null; rule: string };
    Shipment: {
      id: string;
      token: string;
      carrier: string;
      number: string;
      number_as_typed: string;
      reference?: string | null;
      origin?: components["schemas"]["Location"] | null;
      destination?: components["schemas"]["Location"] | null;
      pieces?: number | null;
      weight_grams?: number | null;
      status: components["schemas"]["Status"];
      sub_status?: string | null;
      reason?: string | null;
      flags: components["schemas"]["ShipmentFlag"][];
      explanation: components["schemas"]["StatusExplanation"];
      eta?: components["schemas"]["Eta"] | null;
      promised_at?: string | null;
      delivered_at?: string | null;
      proof_of_delivery?: components["schemas"]["ProofOfDelivery"] | null;
      version: number;
      created_at: string;
      updated_at: string;
      fresh_as_of: string;
      archived_at?: string | null;
    };
    ShipmentPage: { items: components["schemas"]["Shipment"][]; next?: string | null };
    CreateShipmentRequest: {
      number: string;
      carrier?: string | null;
      reference?: string | null;
      origin?: components["schemas"]["Location"] | null;
      destination?: components["schemas"]["Location"] | null;
      pieces?: number | null;
      weight_grams?: number | null;
      eta?: components["schemas"]["Eta"] | null;
      promised_at?: string | null;
    };
    UpdateShipmentRequest: {
      reference?: string | null;
      origin?: components["schemas"]["Location"] | null;
      destination?: components["schemas"]["Location"] | null;
      pieces?: number | null;
      weight_grams?: number | null;
      eta?: components["schemas"]["Eta"] | null;
      promised_at?: string | null;
      proof_of_delivery?: components["schemas"]["ProofOfDelivery"] | null;
    };
    Event: {
      id: string;
      event_time: string;
      utc_offset?: number | null;
      precision: components["schemas"]["Precision"];
      record_time: string;
      classifier: components["schemas"]["Classifier"];
      status: components["schemas"]["Status"];
      sub_status?: string | null;
      reason?: string | null;
      raw_code?: string | null;
      raw_text?: string | null;
      location?: components["schemas"]["Location"] | null;
      source: components["schemas"]["EventSource"];
      rule: string;
      correction: boolean;
    };
    EventPage: { items: components["schemas"]["Event"][]; next?: string | null };
    AppendEventRequest: {
      event_time: string;
      status?: components["schemas"]["Status"] | null;
      sub_status?: string | null;
      reason?: string | null;
      raw_code?: string | null;
      raw_text?: string | null;
      location?: components["schemas"]["Location"] | null;
      utc_offset?: number | null;
      precision?: components["schemas"]["Precision"];
      classifier?: components["schemas"]["Classifier"];
      source?: components["schemas"]["EventSource"];
      correction?: boolean;
      proof_of_delivery?: components["schemas"]["ProofOfDelivery"] | null;
    };
    AppendedEvent: {
      outcome: components["schemas"]["AppendOutcome"];
      event: components["schemas"]["Event"];
      shipment: components["schemas"]["Shipment"];
    };
    ItemProblem: { type: string; detail: string; field?: string | null };
    ImportLineProblem: { line: number; problem: components["schemas"]["ItemProblem"] };
    ImportChunk: {
      first_line: number;
      last_line: number;
      state: components["schemas"]["ImportChunkState"];
      created: number;
      duplicates: number;
      problems: components["schemas"]["ImportLineProblem"][];
    };
    ImportReport: {
      id: string;
      complete: boolean;
      lines: number;
      created: number;
      duplicates: number;
      refused: number;
      chunks: components["schemas"]["ImportChunk"][];
    };
    Carrier: { id: string; name: string; tracking_url?: string | null; formats: string[] };
    CarrierList: { items: components["schemas"]["Carrier"][] };
    CarrierCandidate: {
      carrier: string;
      name: string;
      format: string;
      proof: components["schemas"]["DetectionProof"];
      reason: string;
      tracking_url?: string | null;
    };
    TypoHint: { carrier: string; format: string; hint: string; positions: number[] };
    CarrierDetection: {
      number: string;
      candidates: components["schemas"]["CarrierCandidate"][];
      hints: components["schemas"]["TypoHint"][];
    };
    PublicEvent: {
      id: string;
      at: string;
      utc_offset?: number | null;
      precision: components["schemas"]["Precision"];
      classifier: components["schemas"]["Classifier"];
      status: components["schemas"]["Status"];
      sub_status?: string | null;
      city?: string | null;
      country?: string | null;
      correction: boolean;
    };
    PublicShipment: {
      token: string;
      carrier: string;
      carrier_name: string;
      number: string;
      carrier_url?: string | null;
      status: components["schemas"]["Status"];
      flags: components["schemas"]["ShipmentFlag"][];
      sub_status?: string | null;
      explanation: components["schemas"]["StatusExplanation"];
      eta?: components["schemas"]["Eta"] | null;
      promised_at?: string | null;
      delivered_at?: string | null;
      destination_city?: string | null;
      destination_country?: string | null;
      has_details: boolean;
      events: components["schemas"]["PublicEvent"][];
      fresh_as_of: string;
    };
    UnlockDetailsRequest: { postcode: string };
    PublicDetails: {
      origin?: components["schemas"]["Location"] | null;
      destination?: components["schemas"]["Location"] | null;
      reference?: string | null;
      pieces?: number | null;
      weight_grams?: number | null;
      proof_of_delivery?: components["schemas"]["ProofOfDelivery"] | null;
    };
    FollowRequest: { number: string; postcode?: string | null };
    Followed: { token: string; path: string };
    SignInRequest: { token: string };
    Me: {
      via: string;
      name?: string | null;
      role?: components["schemas"]["Role"] | null;
      permissions: string[];
      expires_at?: string | null;
    };
    ApiKey: {
      id: string;
      name: string;
      role: components["schemas"]["Role"];
      hint: string;
      created_at: string;
      expires_at?: string | null;
      revoked_at?: string | null;
    };
    ApiKeyList: { items: components["schemas"]["ApiKey"][] };
    CreateApiKeyRequest: {
      name: string;
      role: components["schemas"]["Role"];
      expires_at?: string | null;
    };
    IssuedApiKey: { api_key: components["schemas"]["ApiKey"]; secret: string };
    ProblemDetails: {
      type: string;
      title: string;
      status: number;
      detail?: string | null;
      instance?: string | null;
      request_id: string;
      errors?: Record<string, string[]> | null;
    };
  };
  responses: never;
  parameters: never;
  requestBodies: never;
  headers: never;
  pathItems: never;
}
