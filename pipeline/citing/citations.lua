-- Set the citations of a note in a style of CSL.
-- In: code blocks of the class "citations" whose text is a request as JSON (citing/request.py).
-- Out: the same blocks, whose text is a document as JSON: a paragraph for each citation, then a
-- division for each work with its key, its number, if it has one, and its language; last the works
-- that are cited, as CSL-JSON.

local READER = "markdown-raw_html-raw_tex-raw_attribute-tex_math_dollars-example_lists-fancy_lists"
  .. "-implicit_figures-pandoc_title_block-yaml_metadata_block-latex_macros"

-- What pandoc does not read as one citation, although it has the key of a work.
local AS_TYPED = "as-typed"

local function works_in(files, wanted)
  local found, languages, seen = pandoc.List(), {}, {}
  for _, file in ipairs(files) do
    for _, work in ipairs(pandoc.read(file.text, file.format).meta.references or {}) do
      local key = pandoc.utils.stringify(work.id)
      if (wanted == nil or wanted[key]) and not seen[key] then
        seen[key] = true
        languages[key] = work.language and pandoc.utils.stringify(work.language) or ""
        found:insert(work)
      end
    end
  end
  return found, languages
end

-- One paragraph for each source; each is read alone if they were not read as one each.
local function read_each(sources)
  local all = pandoc.read(table.concat(sources, "\n\n"), READER).blocks
  if #all == #sources then
    return all
  end
  return pandoc.List(sources):map(function(source)
    local blocks = pandoc.read(source, READER).blocks
    return #blocks == 1 and blocks[1] or pandoc.Para({pandoc.Str(source)})
  end)
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
  local sources, blocks, place = pandoc.List(), pandoc.List(), 0
  for _, group in ipairs(groups) do
    sources:extend(group.sources)
  end
  local read = read_each(sources)
  for _, group in ipairs(groups) do
    local citations = pandoc.List(group.sources):map(function(source)
      place = place + 1
      local content = read[place].content
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
  return blocks
end

-- What each citation says, from the document that has been set.
local function citations_of(blocks)
  local found = pandoc.List()
  local function add(inlines)
    for _, inline in ipairs(inlines) do
      if inline.t == "Cite" or (inline.t == "Span" and inline.classes:includes(AS_TYPED)) then
        found:insert(pandoc.Plain(inline.content))
      elseif inline.t == "Note" then
        add(inline.content[1].content)
      end
    end
  end
  for _, block in ipairs(blocks) do
    if block.t == "Para" then
      add(block.content)
    end
  end
  return found
end

local function is_list(block)
  return block.t == "Div" and block.identifier == "refs"
end

local function entry_of(division, languages)
  local number, words = nil, pandoc.List()
  for _, block in ipairs(division.content) do
    for _, inline in ipairs(block.content or {}) do
      if inline.t == "Span" and inline.classes:includes("csl-left-margin") then
        number = pandoc.utils.stringify(inline)
      elseif inline.t == "Span" and inline.classes:includes("csl-right-inline") then
        words:extend(inline.content)
      else
        words:insert(inline)
      end
    end
  end
  local key = division.identifier:gsub("^ref%-", "")
  local attributes = {number = number or "", language = languages[key] or ""}
  return pandoc.Div({pandoc.Plain(words)}, pandoc.Attr(key, {}, attributes))
end

local function answer(request)
  local wanted = nil
  if request.keys then
    wanted = {}
    for _, key in ipairs(request.keys) do
      wanted[key] = true
    end
  end
  local works, languages = works_in(request.files, wanted)
  local answers = pandoc.List()
  local blocks = document_of(request.groups)
  for _, style in ipairs(request.styles) do
    local meta = {
      references = works,
      lang = request.language,
      csl = "data:application/xml;base64," .. style,
      ["link-citations"] = true,
    }
    if wanted == nil then
      meta.nocite = pandoc.Inlines({pandoc.Cite({}, {pandoc.Citation("*", "NormalCitation")})})
    end
    local set = pandoc.utils.citeproc(pandoc.Pandoc(blocks, meta)).blocks
    answers:extend(citations_of(set))
    if #set > 0 and is_list(set[#set]) then
      for _, division in ipairs(set[#set].content) do
        answers:insert(entry_of(division, languages))
      end
    end
    answers:insert(pandoc.HorizontalRule())
  end
  if wanted then
    local items = pandoc.write(pandoc.Pandoc({}, {references = works}), "csljson")
    answers:insert(pandoc.CodeBlock(items))
  end
  return pandoc.write(pandoc.Pandoc(answers), "json")
end

function CodeBlock(block)
  if block.classes:includes("citations") then
    block.text = answer(pandoc.json.decode(block.text, false))
    return block
  end
end
