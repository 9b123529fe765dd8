-- Charts: alternative text and source come from the file beside the chart, its data is offered below it.
-- In HTML the image is marked, so that a script can put the interactive chart of the same name in its place. The mark is
-- a class: Quarto puts attributes of an image into a table, which has no order, so that more than one differs by build.

local folder = quarto and quarto.project.directory .. "/report/filters" or pandoc.path.directory(PANDOC_SCRIPT_FILE)
local common = dofile(folder .. "/common.lua")

-- Only our own sheet lets figures float; Quarto's keeps the line below the figure.
local PAPER = FORMAT:match("typst") ~= nil and not quarto

local function name_of(image)
  return image.src:match("build/figures/([%w_-]+)%.svg$")
end

local function source_words(about)
  return pandoc.Inlines("Source: " .. about.source:gsub("%.$", "") .. ".")
end

local function source_line(name, about)
  local words = source_words(about)
  if common.html then
    words:extend(pandoc.Inlines(" Data: "))
    words:insert(pandoc.Link("CSV", common.from_page("build/figures/" .. name .. ".csv")))
    words:extend(pandoc.Inlines(". Made: "))
    words:insert(pandoc.Link("how", common.from_page("report/evidence/how-made.html") .. "#figure-" .. name))
    words:insert(pandoc.Str("."))
  end
  return pandoc.Div(pandoc.Para(words), { class = "figure-source" })
end

local function describe(image, name)
  local about = common.read_json("build/figures/" .. name .. ".json")
  if not about then
    common.fail(image.src, "there is no figure called " .. name, "draw it in a notebook or fix the name")
  end
  -- Quarto takes `fig-alt`, pandoc `alt`.
  image.attributes[quarto and "fig-alt" or "alt"] = about.alt
  if common.html then
    image.classes:insert("interactive")
  end
  return about
end

-- On paper a figure floats to where there is room, so its source goes with it, inside the caption.
local function caption_with_source(figure, about)
  local caption = figure.caption
  local words = pandoc.Inlines({ pandoc.RawInline("typst", "#linebreak()#figure-source-words[") })
  words:extend(source_words(about))
  words:insert(pandoc.RawInline("typst", "]"))
  local last = caption.long[#caption.long]
  last.content = last.content .. words
  caption.long[#caption.long] = last
  figure.caption = caption
end

local function figure(element)
  local charts = pandoc.List()
  element = element:walk({
    Image = function(image)
      local name = name_of(image)
      if name then
        charts:insert({ name = name, about = describe(image, name) })
        return image
      end
    end,
  })
  local lines = pandoc.List()
  for _, chart in ipairs(charts) do
    if PAPER and element.t == "Figure" then
      caption_with_source(element, chart.about)
    else
      lines:insert(source_line(chart.name, chart.about))
    end
  end
  return pandoc.Blocks({ element }) .. lines
end

-- Where a paragraph is nothing but an image, Quarto may not have made it a figure yet.
local function lone_image(paragraph)
  if #paragraph.content == 1 and paragraph.content[1].t == "Image" then
    return figure(paragraph)
  end
end

return { { Figure = figure, Para = lone_image } }
