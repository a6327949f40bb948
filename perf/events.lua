-- wrk's script: appends events, one a request or BATCH at once, each new and each under a key of its own.
local batch = tonumber(os.getenv("BATCH"))
local ids = {}
for id in io.lines(os.getenv("IDS")) do ids[#ids + 1] = id end
local headers = { ["Authorization"] = "Bearer " .. os.getenv("KEY"), ["Content-Type"] = "application/json" }
local run, count = os.getenv("RUN"), 0

local function event()
  count = count + 1
  -- Second by second from a day on: no two events of a shipment are the same, and each is its newest.
  local at = os.date("!%Y-%m-%dT%H:%M:%SZ", tonumber(os.getenv("FROM")) + count)
  return string.format('{"event_time":"%s","status":"in_transit","raw_code":"AR","location":{"city":"Leipzig","country":"DE"}}', at)
end

function request()
  if batch == 1 then
    local id = ids[count % #ids + 1]
    local body = event()
    headers["Idempotency-Key"] = run .. "-" .. count
    return wrk.format("POST", "/api/v1/shipments/" .. id .. "/events", headers, body)
  end
  local items = {}
  for i = 1, batch do
    local id = ids[count % #ids + 1]
    items[i] = string.format('{"shipment_id":"%s","event":%s}', id, event())
  end
  headers["Idempotency-Key"] = run .. "-" .. count
  return wrk.format("POST", "/api/v1/events", headers, '{"items":[' .. table.concat(items, ",") .. "]}")
end
