-- The version of the brief. `::: {.cite-version}` is filled with how to cite it: in words, and in HTML as BibTeX and
-- as files. Under Quarto, whose templates know of no version, the page and the PDF's properties get it here.

local folder = quarto and quarto.project.directory .. "/report/filters" or pandoc.path.directory(PANDOC_SCRIPT_FILE)
local common = dofile(folder .. "/common.lua")

-- Written to the root of the site beside the pages.
local FILES = { { "BibTeX", "cite.bib" }, { "CSL JSON", "cite.json" }, { "CITATION.cff", "CITATION.cff" } }

local function file_links()
  local words = pandoc.Inlines("As a file: ")
  for index, file in ipairs(FILES) do
    if index > 1 then
      words:extend(pandoc.Inlines(", "))
    end
    words:insert(pandoc.Link(file[1], common.from_page(file[2])))
  end
  words:insert(pandoc.Str("."))
  return pandoc.Para(words)
end

local function cite(div)
  if not div.classes:includes("cite-version") then
    return nil
  end
  local citation = common.read_json("build/inserts/citation.json")
  if not citation then
    common.fail("cite-version", "build/inserts has no citation yet", "run `tracebrief build`")
  end
  div.content = pandoc.Blocks({ pandoc.Para(pandoc.Inlines(citation.text)) })
  if common.html then
    div.content:extend({
      pandoc.RawBlock("html", "<details><summary>BibTeX</summary>"),
      pandoc.CodeBlock((citation.bibtex:gsub("%s+$", ""))),
      pandoc.RawBlock("html", "</details>"),
      file_links(),
    })
  end
  return div
end

local function edition(doc)
  local words = "Version " .. pandoc.utils.stringify(doc.meta.version)
  local line = pandoc.Inlines(words)
  if common.html then
    line:extend(pandoc.Inlines(" · "))
    line:insert(pandoc.Link("All versions", common.from_page("versions.html")))
  end
  doc.blocks:insert(1, pandoc.Div(pandoc.Para(line), { class = "edition" }))
  if FORMAT:match("typst") then
    local string = pandoc.json.encode(words)
    local set = "#set document(keywords: (" .. string .. ",), description: " .. string .. ")"
    doc.blocks:insert(1, pandoc.RawBlock("typst", set))
  end
end

function Pandoc(doc)
  doc = doc:walk({ Div = cite })
  if quarto and doc.meta.version then
    edition(doc)
  end
  return doc
end
