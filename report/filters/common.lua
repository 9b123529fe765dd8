-- What the filters of this folder share: the format, the project's root, its JSON files, and mistakes with file and line.
-- Both engines load the filters; `quarto` exists in one of them only.

local common = {}

common.root = quarto and quarto.project and quarto.project.directory
  or os.getenv("TRACEBRIEF_ROOT")
  or pandoc.system.get_working_directory()

common.html = FORMAT:match("html") ~= nil

common.input = quarto and quarto.doc and quarto.doc.input_file or PANDOC_STATE.input_files[1]

-- Return the page's path below the root, as messages name it.
function common.page()
  return pandoc.path.make_relative(common.input, common.root)
end

-- Return the path from the page to a file or folder given from the root.
function common.from_page(target)
  local _, depth = pandoc.path.directory(common.page()):gsub("[^/.]+", "")
  local up = string.rep("../", depth)
  local folder = pandoc.path.directory(common.page()) .. "/"
  if target:sub(1, #folder) == folder then
    return target:sub(#folder + 1)
  end
  return up .. target
end

-- Stop: say where `words` stand in the page, what is wrong, and what to do.
function common.fail(words, what, todo)
  local line, number = 0, nil
  for text in io.lines(common.input) do
    line = line + 1
    if text:find(words, 1, true) then
      number = line
      break
    end
  end
  error(common.page() .. (number and ":" .. number or "") .. ": " .. what .. "; " .. todo, 0)
end

-- Return a JSON file of the project as tables, or nil where it is missing.
function common.read_json(path)
  local file = io.open(common.root .. "/" .. path, "r")
  if not file then
    return nil
  end
  local text = file:read("a")
  file:close()
  return pandoc.json.decode(text, false)
end

return common
