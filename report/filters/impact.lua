-- `::: {.withdrawals}` is filled with the withdrawals that would cost the brief most, as they were weighed.

local folder = quarto and quarto.project.directory .. "/report/filters" or pandoc.path.directory(PANDOC_SCRIPT_FILE)
local common = dofile(folder .. "/common.lua")

local function withdrawals(div)
  if not div.classes:includes("withdrawals") then
    return nil
  end
  local impact = common.read_json("build/inserts/impact.json")
  if not impact then
    common.fail("withdrawals", "build/inserts has no impact yet", "run `tracebrief build`")
  end
  local items = pandoc.List()
  for _, each in ipairs(impact) do
    items:insert({ pandoc.Plain({ pandoc.Strong(pandoc.Inlines(each.name)) } .. pandoc.Inlines(": " .. each.words)) })
  end
  return #items > 0 and pandoc.OrderedList(items) or pandoc.Para(pandoc.Inlines("Nothing would fall or weaken."))
end

function Pandoc(doc)
  return doc:walk({ Div = withdrawals })
end
