-- What pandoc's Typst writer leaves out: alternative text, the width of images, two classes of the page, and metadata
-- as strings.

if FORMAT ~= "typst" then
  return {}
end

-- A string of Typst is written as one of JSON.
local quoted = pandoc.json.encode

-- Images are named from the project's root, which is the root that Typst is given.
local function image(element)
  local folder = pandoc.path.directory(pandoc.path.make_relative(PANDOC_STATE.input_files[1], os.getenv("TRACEBRIEF_ROOT")))
  local path = "/" .. pandoc.path.normalize(folder .. "/" .. element.src)
  while path:find("[^/]+/%.%./") do
    path = path:gsub("[^/]+/%.%./", "", 1)
  end
  local alt = element.attributes.alt or pandoc.utils.stringify(element.caption)
  local width = element.attributes.width or "100%"
  return pandoc.RawInline("typst", "#image(" .. quoted(path) .. ", width: " .. width .. ", alt: " .. quoted(alt) .. ")")
end

local function styled(div)
  if div.classes:includes("figure-source") then
    return pandoc.Blocks({ pandoc.RawBlock("typst", "#figure-source[") }) .. div.content .. { pandoc.RawBlock("typst", "]") }
  end
end

-- The document's properties are strings of Typst, in which its markup may not be escaped.
local function strings(meta)
  for _, name in ipairs({ "publisher", "version" }) do
    if meta[name] then
      meta[name .. "-string"] = pandoc.RawInline("typst", quoted(pandoc.utils.stringify(meta[name])))
    end
  end
  return meta
end

return { { Image = image, Div = styled, Meta = strings } }
