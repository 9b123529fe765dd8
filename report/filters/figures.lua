-- Charts: alternative text and source come from the file beside the chart, its data is offered below it.
-- In HTML the image names its chart, so that a script can put the interactive one in its place.

local folder = quarto and quarto.project.directory .. "/report/filters" or pandoc.path.directory(PANDOC_SCRIPT_FILE)
local common = dofile(folder .. "/common.lua")

local HTML = FORMAT:match("html") ~= nil

local function name_of(image)
  return image.src:match("build/figures/([%w_-]+)%.svg$")
end

local function source_line(name, about)
  local words = pandoc.Inlines("Source: " .. about.source:gsub("%.$", "") .. ".")
  if HTML then
    words:extend(pandoc.Inlines(" Data: "))
    words:insert(pandoc.Link("CSV", common.from_page("build/figures/" .. name .. ".csv")))
    words:insert(pandoc.Str("."))
  end
  return pandoc.Div(pandoc.Para(words), { class = "figure-source" })
end

local function describe(image, name)
  local about = common.read_json("build/figures/" .. name .. ".json")
  if not about then
    common.fail(image.src, "there is no figure called " .. name, "draw it in a notebook or mend the name")
  end
  -- Quarto takes `fig-alt`, pandoc `alt`.
  image.attributes[quarto and "fig-alt" or "alt"] = about.alt
  if HTML then
    image.attributes.chart = name
  end
  return about
end

local function figure(element)
  local sources = pandoc.List()
  element = element:walk({
    Image = function(image)
      local name = name_of(image)
      if name then
        sources:insert(source_line(name, describe(image, name)))
        return image
      end
    end,
  })
  if #sources > 0 then
    return pandoc.Blocks({ element }) .. sources
  end
end

-- Where a paragraph is nothing but an image, Quarto may not have made it a figure yet.
local function lone_image(paragraph)
  if #paragraph.content == 1 and paragraph.content[1].t == "Image" then
    return figure(paragraph)
  end
end

return { { Figure = figure, Para = lone_image } }
