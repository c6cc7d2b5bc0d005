-- Set the citations of a note in a style of CSL.
-- In: code blocks of the class "citations" whose text is a request as JSON (citing/request.py).
-- Out: the same blocks, whose text is an answer as JSON: the document of all citations as pandoc
-- has set it, with the list of works at its end, and the works as CSL-JSON.
-- Documents are handed on whole: a list of works that is looked at here, element by element, takes
-- longer than all that pandoc does with it.

local READER = "markdown-raw_html-raw_tex-raw_attribute-tex_math_dollars-example_lists-fancy_lists"
  .. "-implicit_figures-pandoc_title_block-yaml_metadata_block-latex_macros"
local STYLE = "style.csl"

-- What pandoc does not read as one citation, although it has the key of a work (see answer.py).
local AS_TYPED = "as-typed"

-- The works as the metadata of a document, and as CSL-JSON. Pandoc lists all works of the metadata,
-- so those that nothing cites, such as parents of others, are taken out.
local function works_in(files, keys)
  local read = pandoc.List(files):map(function(file)
    return pandoc.read(file.text, file.format)
  end)
  local wanted = {}
  for _, key in ipairs(keys) do
    wanted[key] = true
  end
  if #read == 1 then
    local items = pandoc.write(read[1], "csljson")
    if #pandoc.List(pandoc.json.decode(items, false)):filter(function(item)
      return not wanted[item.id]
    end) == 0 then
      return read[1], items
    end
  end
  local cited = pandoc.List()
  for _, document in ipairs(read) do
    cited:extend(pandoc.List(document.meta.references or {}):filter(function(work)
      return wanted[pandoc.utils.stringify(work.id)]
    end))
  end
  local works = pandoc.Pandoc({}, {references = cited})
  return works, pandoc.write(works, "csljson")
end

local function is_paragraph(block)
  return block.t == "Para"
end

-- One paragraph for each source; each is read alone if they were not read as one each.
local function read_each(sources)
  local all = pandoc.read(table.concat(sources, "\n\n"), READER)
  if #all.blocks:filter(is_paragraph) == #sources and #all.blocks == #sources then
    return all
  end
  return pandoc.Pandoc(sources:map(function(source)
    local blocks = pandoc.read(source, READER).blocks
    return #blocks == 1 and is_paragraph(blocks[1]) and blocks[1] or pandoc.Para({pandoc.Str(source)})
  end))
end

-- A footnote as far as citations depend on it: what stands around them is a word.
local function footnote_of(group, citations)
  local words = pandoc.List()
  for number, citation in ipairs(citations) do
    if group.before[number] then
      words:extend({pandoc.Str("x"), pandoc.Space()})
    end
    words:insert(citation)
    words:insert(pandoc.Space())
  end
  if group.after then
    words:insert(pandoc.Str("x"))
  elseif #words > 0 then
    words:remove()
  end
  return pandoc.Para({pandoc.Note({pandoc.Para(words)})})
end

-- The document: a paragraph for each citation in the text, and one for each footnote.
local function document_of(groups)
  local sources, has_notes = pandoc.List(), false
  for _, group in ipairs(groups) do
    sources:extend(group.sources)
    has_notes = has_notes or group.note
  end
  local read = read_each(sources)
  if not has_notes then
    return read
  end
  local paragraphs, blocks, place = read.blocks, pandoc.List(), 0
  for _, group in ipairs(groups) do
    local citations = pandoc.List(group.sources):map(function()
      place = place + 1
      local content = paragraphs[place].content
      if #content == 1 and content[1].t == "Cite" then
        return content[1]
      end
      return pandoc.Span(content, pandoc.Attr("", {AS_TYPED}))
    end)
    if group.note then
      blocks:insert(footnote_of(group, citations))
    else
      for _, citation in ipairs(citations) do
        blocks:insert(pandoc.Para({citation}))
      end
    end
  end
  return pandoc.Pandoc(blocks)
end

local function answer(request)
  local works, items = works_in(request.files, request.keys)
  local document = document_of(request.groups)
  pandoc.mediabag.insert(STYLE, "application/xml", request.style)
  document.meta = {csl = STYLE, lang = request.language, ["link-citations"] = true}
  local set = pandoc.utils.citeproc(works .. document)
  set.meta = {}
  return '{"document":' .. pandoc.write(set, "json")
    .. ',"items":' .. items .. "}"
end

function CodeBlock(block)
  if block.classes:includes("citations") then
    block.text = answer(pandoc.json.decode(block.text, false))
    return block
  end
end
