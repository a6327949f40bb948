-- wrk's script: asks for the paths of a file in turn.
local paths, count = {}, 0
for path in io.lines(os.getenv("PATHS")) do paths[#paths + 1] = path end
local headers = { ["Authorization"] = "Bearer " .. os.getenv("KEY") }

function request()
  count = count + 1
  return wrk.format("GET", paths[count % #paths + 1], headers)
end
