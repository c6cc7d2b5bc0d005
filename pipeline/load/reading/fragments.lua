-- Parse each source file alone, inside one run of pandoc.
-- In: code blocks whose text is one file. Out: code blocks whose text is its syntax tree as JSON.
-- A file that is parsed alone cannot leak an open fence, a footnote or a link definition into
-- its neighbours.

function CodeBlock(block)
  local tree = pandoc.read(block.text, block.attributes.reader)
  block.text = pandoc.write(tree, "json")
  return block
end
