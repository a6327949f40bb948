-- wrk's script: what people and carriers do at once. Of a hundred requests ninety read a public view, eight ask whether one has changed,
-- two report an event. The n-th parcel is asked for 1/n as often as the first (Zipf).
-- LINES has a parcel a line: address of the view, entity tag, id.
local reads, checks, ids, chances = {}, {}, {}, {}
local total = 0
for line in io.lines(os.getenv("LINES")) do
  local address, tag, id = line:match("^(%S+)\t(%S+)\t(%S+)$")
  reads[#reads + 1] = { address, { ["Accept-Encoding"] = "br" } }
  checks[#checks + 1] = { address, { ["Accept-Encoding"] = "br", ["If-None-Match"] = tag } }
  ids[#ids + 1] = id
  total = total + 1 / #ids
  chances[#ids] = total
end
local half = math.floor(#ids / 2)
local run, from, count = os.getenv("RUN"), tonumber(os.getenv("FROM")), 0
local pause = tonumber(os.getenv("PAUSE"))
local headers = { ["Authorization"] = "Bearer " .. os.getenv("KEY"), ["Content-Type"] = "application/json" }
math.randomseed(tonumber(os.getenv("SEED")))

-- Formatted at its first use: before the first request wrk does not know the host.
local function get(request)
  request[3] = request[3] or wrk.format("GET", request[1], request[2])
  return request[3]
end

local function rank(last)
  local at, low, high = math.random() * chances[last], 1, last
  while low < high do
    local middle = math.floor((low + high) / 2)
    if chances[middle] < at then low = middle + 1 else high = middle end
  end
  return low
end

local function event()
  count = count + 1
  local at = os.date("!%Y-%m-%dT%H:%M:%SZ", from + count)
  headers["Idempotency-Key"] = run .. "-" .. count
  local body = string.format('{"event_time":"%s","status":"in_transit","location":{"city":"Leipzig","country":"DE"}}', at)
  return wrk.format("POST", "/api/v1/shipments/" .. ids[math.random(half + 1, #ids)] .. "/events", headers, body)
end

-- Events go to the half that is asked for less, what has changed is asked of the other: what is expected to be a 304 is one.
function request()
  local choice = math.random(100)
  if choice <= 90 then return get(reads[rank(#reads)]) end
  if choice <= 98 then return get(checks[rank(half)]) end
  return event()
end

if pause then
  function delay() return math.random(0, 2 * pause) end
end
