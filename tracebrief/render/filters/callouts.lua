-- Callouts, as Quarto reads them: the title is the attribute `title`, else a first heading, else the kind's name.

local TITLES = { note = "Note", tip = "Tip", important = "Important", warning = "Warning", caution = "Caution" }
local HTML = FORMAT:match("html") ~= nil

local function kind_of(div)
  for _, class in ipairs(div.classes) do
    local kind = class:match("^callout%-(%l+)$")
    if kind and TITLES[kind] then
      return kind
    end
  end
end

local function title_of(div, kind)
  if div.attributes.title then
    return pandoc.utils.blocks_to_inlines(pandoc.read(div.attributes.title, "markdown").blocks)
  end
  local first = div.content[1]
  if first and first.t == "Header" then
    div.content:remove(1)
    return first.content
  end
  return pandoc.Inlines(TITLES[kind])
end

local function callout(div)
  local kind = kind_of(div)
  if not kind then
    return nil
  end
  local title = title_of(div, kind)
  if HTML then
    local head = pandoc.Div(pandoc.Plain(title), { class = "callout-title" })
    return pandoc.Div(pandoc.Blocks({ head }) .. div.content, { id = div.identifier, class = "callout callout-" .. kind })
  end
  return pandoc.Blocks({
    pandoc.RawBlock("typst", '#callout("' .. kind .. '")['),
    pandoc.Plain(pandoc.Inlines({ pandoc.RawInline("typst", "#callout-title[") }) .. title .. { pandoc.RawInline("typst", "]") }),
  }) .. div.content .. { pandoc.RawBlock("typst", "]") }
end

return { { traverse = "topdown", Div = callout } }
