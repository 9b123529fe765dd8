-- Cross-references, numbered and worded as Quarto does: "Figure 1", "Table 1", "Section 2.1".
-- Only what has an id is numbered: figures `fig-`, tables `tbl-`, headings `sec-`.

local HTML = FORMAT:match("html") ~= nil
local NBSP = "\u{a0}"
local NAMES = { fig = "Figure", tbl = "Table", sec = "Section" }

local labels = {}
local counts = { fig = 0, tbl = 0 }
local sections = { 0, 0, 0, 0, 0, 0 }
local numbering = false

local function kind_of(id)
  local kind = id:match("^(%a+)%-")
  return kind and NAMES[kind:lower()] and kind:lower()
end

local function caption_with_number(float, kind)
  if kind_of(float.identifier) ~= kind then
    return nil
  end
  counts[kind] = counts[kind] + 1
  labels[float.identifier] = tostring(counts[kind])
  local prefix = pandoc.Inlines({ pandoc.Str(NAMES[kind] .. NBSP .. counts[kind] .. ":"), pandoc.Space() })
  local first = float.caption.long[1]
  if first then
    first.content = prefix .. first.content
    float.caption.long[1] = first
  else
    float.caption.long = { pandoc.Plain(prefix) }
  end
  return float
end

local function section(header)
  if numbering and not header.classes:includes("unnumbered") then
    sections[header.level] = sections[header.level] + 1
    for level = header.level + 1, #sections do
      sections[level] = 0
    end
    local number = table.concat(sections, ".", 1, header.level)
    labels[header.identifier] = number
    if HTML then
      header.content:insert(1, pandoc.Span(number, { class = "header-section-number" }))
      header.content:insert(2, pandoc.Space())
    end
  end
  if HTML then
    -- The page's title is its only heading of the first level.
    header.level = header.level + 1
  end
  return header
end

-- A frame lets a wide chart scroll on a phone without its caption. (A list keeps its attributes in order, a table not.)
local FRAME = pandoc.Attr("", { "figure-frame" }, {
  { "tabindex", "0" },
  { "role", "group" },
  { "aria-label", "Figure; scrolls sideways on a narrow screen" },
})

local function frame(figure)
  if HTML then
    figure.content = { pandoc.Div(figure.content, FRAME) }
  end
  return figure
end

local function reference(citation)
  local id = citation.id:sub(1, 1):lower() .. citation.id:sub(2)
  local number = labels[id]
  if not number then
    error("nothing is labelled @" .. citation.id .. "; label it or fix the reference", 0)
  end
  local words = pandoc.Inlines({})
  if #citation.prefix > 0 then
    words:extend(citation.prefix)
    words:insert(pandoc.Str(NBSP))
  elseif citation.mode ~= "SuppressAuthor" then
    words:insert(pandoc.Str(NAMES[kind_of(id)] .. NBSP))
  end
  words:insert(pandoc.Str(number))
  return pandoc.Link(words, "#" .. id, "", { class = "crossref" })
end

local function references(cite)
  local words = pandoc.Inlines({})
  for _, citation in ipairs(cite.citations) do
    if not kind_of(citation.id) then
      return nil
    end
    if #words > 0 then
      words:extend({ pandoc.Str(","), pandoc.Space() })
    end
    words:insert(reference(citation))
  end
  return words
end

return {
  {
    Meta = function(meta)
      numbering = meta["number-sections"] == true
    end,
  },
  {
    Header = section,
    Figure = function(figure)
      return frame(caption_with_number(figure, "fig") or figure)
    end,
    Table = function(table)
      return caption_with_number(table, "tbl")
    end,
  },
  { Cite = references },
}
