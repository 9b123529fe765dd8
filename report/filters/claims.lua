-- Values of the prose, each led to the words it rests on:
-- []{.claim key="name"} becomes the value's text, in HTML a link to its evidence, in Typst a number of the annex.
-- [own words]{.claim key="…" id="c-…"}, several with spaces, keep the author's words and rest on values and claims;
-- [own words]{.comparison key="…"} rest on claims set side by side; [own words]{.own} are what the checks of the prose
-- let pass, and stay as they are; [words]{.outside key="…"} rest on a fact from outside the texts, all of which
-- `::: {.outside-facts}` lists.

local folder = quarto and quarto.project.directory .. "/report/filters" or pandoc.path.directory(PANDOC_SCRIPT_FILE)
local common = dofile(folder .. "/common.lua")

-- More entries than this under one computed value say less, not more; the ledger has them all.
local LISTED = 12

local values, evidence
local numbers, entries = {}, pandoc.List()
local cites, has_references = false, false

local function load_tables()
  values = values or common.read_json("build/tables/values.json")
  evidence = evidence or common.read_json("build/inserts/evidence.json")
  if not values or not evidence then
    common.fail(".claim", "build/tables has no values yet", "run `tracebrief build`")
  end
end

local function value_of(key)
  load_tables()
  if not key or not values[key] then
    common.fail(key or ".claim", "no value is called " .. tostring(key), "publish it in data/values.yml or fix the key")
  end
  return values[key]
end

local function claim_of(id, key)
  local claim = evidence.claims[id]
  if not claim then
    common.fail(key, "value " .. key .. " rests on " .. id .. ", which is no claim", "rebuild the values")
  end
  return claim
end

-- Return a claim's words in their context, as plain text.
local function in_context(claim)
  return claim.before .. claim.exact .. claim.after
end

-- Return how a claim was ruled on, and what is to be told of a quotation that is not just as it was said.
local function told_of(claim)
  return claim.reviewed .. (claim.damage and "; " .. claim.damage or "")
end

local function origin_of(claim)
  return evidence.documents[claim.doc].label .. ", paragraph " .. string.format("%d", claim.passage)
end

local function link(key, value, words)
  if #value.claims == 1 then
    local id = value.claims[1]
    local claim = claim_of(id, key)
    local target = common.from_page("report/evidence/" .. claim.doc .. ".html#" .. id)
    local title = origin_of(claim) .. ": " .. in_context(claim) .. " (" .. told_of(claim) .. ")"
    return pandoc.Link(words, target, title, { class = "claim" })
  end
  local target = common.from_page("report/evidence/values.html#v-" .. key)
  return pandoc.Link(words, target, value.how, { class = "claim computed" })
end

local function number_of(name, make)
  if not numbers[name] then
    entries:insert(false)
    numbers[name] = #entries
    entries[numbers[name]] = make()
  end
  return numbers[name]
end

local function reference(number)
  -- Bracketed: a bare raised figure behind a number reads as its power.
  return pandoc.Link("[" .. number .. "]", "#evidence-" .. number)
end

local function claim_entry(id, key)
  local claim = claim_of(id, key)
  local words = pandoc.Inlines(claim.before)
  words:insert(pandoc.Strong(pandoc.Inlines(claim.exact)))
  words:extend(pandoc.Inlines(claim.after))
  words:extend(pandoc.Inlines(" — " .. origin_of(claim) .. "; " .. told_of(claim) .. ". "))
  words:insert(pandoc.Code(id))
  return words
end

local function resting_entry(said, claims, key)
  local words = pandoc.Inlines(said)
  for index, id in ipairs(claims) do
    if index > LISTED then
      words:extend(pandoc.Inlines(" and " .. (#claims - LISTED) .. " more in the ledger."))
      break
    end
    words:extend(pandoc.Inlines(index == 1 and " Rests on " or ", "))
    words:insert(reference(number_of(id, function() return claim_entry(id, key) end)))
    if index == #claims then
      words:insert(pandoc.Str("."))
    end
  end
  return words
end

local function value_entry(key, value)
  return resting_entry(value.text .. ": " .. value.how:gsub("%.$", "") .. ".", value.claims, key)
end

local function number_in_annex(key, value)
  if #value.claims == 1 then
    return number_of(value.claims[1], function() return claim_entry(value.claims[1], key) end)
  end
  return number_of("value " .. key, function() return value_entry(key, value) end)
end

local function numbered(key, value, words)
  return pandoc.Inlines(words) .. { pandoc.Superscript({ reference(number_in_annex(key, value)) }) }
end

local function names_in(written)
  local names = pandoc.List()
  for name in (written or ""):gmatch("%S+") do
    names:insert(name)
  end
  return names
end

-- Return the claims that keys and ids lead to, each once.
local function claims_of(keys, ids)
  local claims, seen = pandoc.List(), {}
  local function add(id, name)
    if not seen[id] then
      claim_of(id, name)
      claims:insert(id)
      seen[id] = true
    end
  end
  for _, key in ipairs(keys) do
    for _, id in ipairs(value_of(key).claims) do
      add(id, key)
    end
  end
  for _, id in ipairs(ids) do
    add(id, id)
  end
  return claims
end

local function own_link(words, keys, ids)
  local claims = claims_of(keys, ids)
  if #claims == 1 then
    return link(keys[1] or ids[1], { claims = claims }, words)
  elseif #keys == 1 and #ids == 0 then
    return link(keys[1], value_of(keys[1]), words)
  end
  local target = common.from_page("report/evidence/values.html#r-" .. table.concat(keys .. ids, "+"))
  return pandoc.Link(words, target, "Rests on " .. #claims .. " claims", { class = "claim computed" })
end

local function own_numbered(words, keys, ids)
  local raised = pandoc.List()
  for _, key in ipairs(keys) do
    raised:insert(reference(number_in_annex(key, value_of(key))))
  end
  for _, id in ipairs(ids) do
    raised:insert(reference(number_of(id, function() return claim_entry(id, id) end)))
  end
  return words .. { pandoc.Superscript(raised) }
end

local function comparison(span)
  load_tables()
  local key = span.attributes.key
  local found = key and evidence.comparisons[key]
  if not found then
    common.fail(key or ".comparison", "no comparison is called " .. tostring(key), "write it into data/comparisons.yml")
  end
  if common.html then
    local target = common.from_page("report/evidence/values.html#k-" .. key)
    return pandoc.Link(span.content, target, found.words, { class = "claim computed" })
  end
  local number = number_of("comparison " .. key, function() return resting_entry(found.words, found.claims, key) end)
  return span.content .. { pandoc.Superscript({ reference(number) }) }
end

local function outside(span)
  load_tables()
  local key = span.attributes.key
  local found = key and evidence.outside[key]
  if not found then
    common.fail(key or ".outside", "no fact from outside is called " .. tostring(key), "declare it in data/sources.yml")
  end
  if common.html then
    return pandoc.Link(span.content, "#outside-facts", found, { class = "claim outside" })
  end
  local number = number_of("outside " .. key, function() return pandoc.Inlines(found) end)
  return span.content .. { pandoc.Superscript({ reference(number) }) }
end

local function claim(span)
  if #span.content > 0 then
    load_tables()
    local keys, ids = names_in(span.attributes.key), names_in(span.identifier)
    return (common.html and own_link or own_numbered)(span.content, keys, ids)
  end
  local key = span.attributes.key
  local value = value_of(key)
  local words = pandoc.Inlines(value.text)
  return common.html and link(key, value, words) or numbered(key, value, words)
end

-- Content for another format goes before its values are numbered; a mark for checks only leaves no trace.
local function conditional(element)
  local shown = element.attributes["when-format"]
  local hidden = element.attributes["unless-format"]
  if element.classes:includes("content-visible") and (shown or hidden) then
    local here = common.html and "html" or "typst"
    if (shown and shown ~= here) or hidden == here then
      return {}
    end
    return element.content
  end
  if element.classes:includes("uncited") then
    element.classes = element.classes:filter(function(name) return name ~= "uncited" end)
    return #element.classes == 0 and element.identifier == "" and element.content or element
  end
end

local function is_label(id)
  return id:match("^[Ff]ig%-") or id:match("^[Tt]bl%-") or id:match("^[Ss]ec%-")
end

-- `@fig-x [@key]` is one citation to pandoc, of which Quarto would keep the figure only: part them.
local function parted(cite)
  local labels, texts = pandoc.List(), pandoc.List()
  for _, citation in ipairs(cite.citations) do
    (is_label(citation.id) and labels or texts):insert(citation)
  end
  cites = cites or #texts > 0
  if #labels == 0 or #texts == 0 then
    return nil
  end
  local function part(citations)
    return pandoc.Cite({ pandoc.Str("@" .. citations[1].id) }, citations)
  end
  return { part(labels), pandoc.Space(), part(texts) }
end

local function annex(blocks)
  blocks:insert(pandoc.Header(1, "Evidence", { id = "evidence", class = "unnumbered" }))
  blocks:insert(pandoc.Para(pandoc.Inlines(
    "Each raised number in the text points here: to the words that a value rests on, in bold and in their context, "
    .. "with their text and paragraph.")))
  for number, words in ipairs(entries) do
    local open = "#block(above: 0.75em, below: 0.75em, breakable: false)[#set text(size: 8.5pt)\n"
      .. "#grid(columns: (2.2em, 1fr), [" .. number .. "], ["
    blocks:insert(pandoc.RawBlock("typst", open))
    blocks:insert(pandoc.Div(pandoc.Para(words), { id = "evidence-" .. number }))
    blocks:insert(pandoc.RawBlock("typst", "])]"))
  end
end

local function references(blocks)
  blocks:insert(pandoc.Header(1, "References", { id = "references", class = "unnumbered" }))
  blocks:insert(pandoc.Div({}, { id = "refs" }))
end

local function span(element)
  if element.classes:includes("claim") then
    return claim(element)
  elseif element.classes:includes("comparison") then
    return comparison(element)
  elseif element.classes:includes("outside") then
    return outside(element)
  elseif element.classes:includes("own") then
    return element.content
  end
end

local function div(element)
  if element.classes:includes("outside-facts") then
    load_tables()
    return pandoc.Div(pandoc.Para(pandoc.Inlines(evidence.from_outside)), { id = "outside-facts" })
  end
  has_references = has_references or element.identifier == "refs"
end

-- One function for the whole page: what is left out must be gone before what stays is numbered.
function Pandoc(doc)
  doc = doc:walk({ traverse = "topdown", Div = conditional, Span = conditional })
  doc = doc:walk({ traverse = "topdown", Span = span, Cite = parted, Div = div })
  if cites and not has_references then
    references(doc.blocks)
  end
  if not common.html and #entries > 0 then
    annex(doc.blocks)
  end
  if common.html then
    local script = common.from_page("build/assets/brief.js")
    doc.blocks:insert(pandoc.RawBlock("html", '<script defer src="' .. script .. '"></script>'))
  end
  return doc
end
