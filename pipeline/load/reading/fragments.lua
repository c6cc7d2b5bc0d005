-- Parse each source file alone, inside one run of pandoc.
-- In: code blocks whose text is one file. Out: code blocks whose text is its syntax tree as JSON.
-- A file that is parsed alone cannot leak an open fence, a footnote or a link definition into
-- its neighbours.

-- Formulas are given their MathML; one that cannot be read, none. A dollar sign that begins no
-- formula comes as U+11FDD (pipeline/load/constructs/dollars.py).

local WRITER = {html_math_method = "mathml", wrap_text = "none"}

local function with_mathml(math)
  local markup = pandoc.write(pandoc.Pandoc({pandoc.Plain({math})}), "html", WRITER)
  return pandoc.Span({math}, pandoc.Attr("", {}, {wrapper = "1", mathml = markup}))
end

function CodeBlock(block)
  if not block.attributes.reader then
    return nil  -- It is for another filter, such as that of citations.
  end
  local tree = pandoc.read(block.text, block.attributes.reader)
  if block.text:find("$", 1, true) then
    tree = tree:walk({Math = with_mathml})
  end
  block.text = pandoc.write(tree, "json"):gsub("\u{11fdd}", "$")
  return block
end
