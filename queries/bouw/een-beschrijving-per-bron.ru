# One description a source. A work with a DOI is one thing, and every contribution that knows it describes it; of each
# property one value stays, the longest, and of equally long ones the highest, so that the order of contributions does not
# matter. References stay one a language. Sources with one value are not touched.
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX dww: <https://w3id.org/dww/def#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
DELETE { ?bron ?eigenschap ?waarde }
WHERE {
  VALUES ?soort { dww:Onderzoeksbron dww:Richtlijn dww:Interventiemodel dww:Protocol dww:Praktijkbron dww:Theorie dww:Wet dww:Bron }
  VALUES ?eigenschap { dcterms:title dww:auteurs dww:jaar dww:verschenenIn dww:bladzijden }
  ?bron rdf:type ?soort ; ?eigenschap ?waarde , ?andere .
  BIND(STRLEN(STR(?waarde)) AS ?lengte)
  BIND(STRLEN(STR(?andere)) AS ?lengteAndere)
  FILTER(
    ?lengteAndere > ?lengte
    || (?lengteAndere = ?lengte && STR(?andere) > STR(?waarde))
    || (STR(?andere) = STR(?waarde) && LANG(?andere) > LANG(?waarde))
  )
} ;
DELETE { ?bron dcterms:bibliographicCitation ?waarde }
WHERE {
  VALUES ?soort { dww:Onderzoeksbron dww:Richtlijn dww:Interventiemodel dww:Protocol dww:Praktijkbron dww:Theorie dww:Wet dww:Bron }
  ?bron rdf:type ?soort ; dcterms:bibliographicCitation ?waarde , ?andere .
  FILTER(LANG(?andere) = LANG(?waarde))
  BIND(STRLEN(STR(?waarde)) AS ?lengte)
  BIND(STRLEN(STR(?andere)) AS ?lengteAndere)
  FILTER(?lengteAndere > ?lengte || (?lengteAndere = ?lengte && STR(?andere) > STR(?waarde)))
} ;
# "Research source" is what a file says that knows no better: another kind goes before it.
DELETE { ?bron rdf:type dww:Onderzoeksbron }
WHERE {
  VALUES ?soort { dww:Richtlijn dww:Interventiemodel dww:Protocol dww:Praktijkbron dww:Theorie dww:Wet }
  ?bron rdf:type dww:Onderzoeksbron , ?soort .
}
