-- Links between sources lead to the pages made of them, as in Quarto.

function Link(link)
  link.target = link.target:gsub("^([^:#]+)%.qmd(#?[^#]*)$", "%1.html%2")
  return link
end
