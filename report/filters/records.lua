-- Structured data: what search engines and archives read of the brief, in its page and in HTML only.
-- The program writes it as text that holds no "<", so nothing quoted in it can end the script.

local folder = quarto and quarto.project.directory .. "/report/filters" or pandoc.path.directory(PANDOC_SCRIPT_FILE)
local common = dofile(folder .. "/common.lua")

function Pandoc(doc)
  local data = common.html and common.read_json("build/inserts/structured.json")
  if data and data.page == common.page() then
    doc.blocks:insert(pandoc.RawBlock("html", '<script type="application/ld+json">' .. data.script .. "</script>"))
  end
  return doc
end
