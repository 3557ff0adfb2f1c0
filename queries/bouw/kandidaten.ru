# Decided mappings make candidates: one for each passage with a code that a person mapped to an effective element.
# Runs at every build, so a changed mapping takes effect by building again. A candidate has properties of its own: no rule
# and no question takes it for action knowledge. What is made here also goes into the graph of derived statements.
PREFIX dww: <https://w3id.org/dww/def#>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX status: <https://w3id.org/dww/id/status/>

# A mapping of a code that is no longer in its code book says nothing.
DELETE { ?koppeling ?eigenschap ?waarde . ?code ?verband ?begrip }
WHERE {
  ?koppeling a dww:Codekoppeling ; dww:koppeltCode ?code ; ?eigenschap ?waarde .
  FILTER NOT EXISTS { ?code a dww:Code }
  OPTIONAL { ?code ?verband ?begrip }
} ;

# A code is in the scheme of its code book.
INSERT { ?code skos:inScheme ?codeboek . GRAPH <https://w3id.org/dww/id/graaf/afgeleid> { ?code skos:inScheme ?codeboek } }
WHERE { ?code dww:inCodeboek ?codeboek } ;

# A note on a coding came in with the identifier of that coding.
INSERT { ?notitie oa:hasTarget ?codering . GRAPH <https://w3id.org/dww/id/graaf/afgeleid> { ?notitie oa:hasTarget ?codering } }
WHERE {
  ?notitie dww:overKenmerk ?kenmerk ; dww:ingelezenIn ?inlezing .
  ?codering <http://purl.org/dc/terms/identifier> ?kenmerk ; a dww:Codering ; dww:ingelezenIn ?inlezing .
} ;

# One candidate a passage, whoever coded it.
INSERT {
  ?kandidaat a dww:Kandidaatkennis ; dww:kandidaatstatus status:voorgesteld ; dww:kandidaatVoorElement ?element ;
    dww:berustOpCodering ?codering ; dww:uitPassage ?passage ; dww:uitTranscript ?transcript ;
    dww:zichtbaarheidVan ?ring ; dww:ingelezenIn ?inlezing .
  GRAPH <https://w3id.org/dww/id/graaf/afgeleid> {
    ?kandidaat a dww:Kandidaatkennis ; dww:kandidaatstatus status:voorgesteld ; dww:kandidaatVoorElement ?element ;
      dww:berustOpCodering ?codering ; dww:uitPassage ?passage ; dww:uitTranscript ?transcript ;
      dww:zichtbaarheidVan ?ring ; dww:ingelezenIn ?inlezing .
  }
}
WHERE {
  ?element a dww:WerkzaamElement .
  ?code skos:exactMatch|skos:closeMatch|skos:broadMatch ?element .
  ?code a dww:Code .
  ?codering oa:hasBody ?code ; oa:hasTarget ?passage ; dww:zichtbaarheidVan ?ring ; dww:ingelezenIn ?inlezing .
  ?passage oa:hasSource ?transcript .
  BIND ( IRI(CONCAT("https://w3id.org/dww/id/kandidaat/", SUBSTR(SHA256(STR(?passage)), 1, 20))) AS ?kandidaat )
} ;

# Situations and client types: from codes on the same passage, or on one that overlaps it in the same transcript.
INSERT {
  ?kandidaat ?voor ?begrip ; dww:berustOpCodering ?codering .
  GRAPH <https://w3id.org/dww/id/graaf/afgeleid> { ?kandidaat ?voor ?begrip ; dww:berustOpCodering ?codering }
}
WHERE {
  VALUES ( ?soort ?voor ) {
    ( dww:Beroepssituatie dww:kandidaatVoorSituatie )
    ( dww:Clienttype dww:kandidaatVoorClienttype )
  }
  ?code skos:exactMatch|skos:closeMatch|skos:broadMatch ?begrip .
  ?begrip a ?soort .
  ?code a dww:Code .
  ?codering oa:hasBody ?code ; oa:hasTarget ?passage .
  ?kandidaat dww:uitPassage ?passage .
} ;

INSERT {
  ?kandidaat ?voor ?begrip ; dww:berustOpCodering ?codering .
  GRAPH <https://w3id.org/dww/id/graaf/afgeleid> { ?kandidaat ?voor ?begrip ; dww:berustOpCodering ?codering }
}
WHERE {
  {
    SELECT ?voor ?begrip ?codering ?transcript ?van ?tot WHERE {
      VALUES ( ?soort ?voor ) {
        ( dww:Beroepssituatie dww:kandidaatVoorSituatie )
        ( dww:Clienttype dww:kandidaatVoorClienttype )
      }
      ?code skos:exactMatch|skos:closeMatch|skos:broadMatch ?begrip .
      ?begrip a ?soort .
      ?code a dww:Code .
      ?codering oa:hasBody ?code ; oa:hasTarget ?deel .
      ?deel oa:hasSource ?transcript ; oa:hasSelector ?stuk .
      ?stuk oa:start ?van ; oa:end ?tot .
    }
  }
  {
    SELECT ?kandidaat ?transcript ?begin ?eind WHERE {
      ?kandidaat dww:uitTranscript ?transcript ; dww:uitPassage ?passage .
      ?passage oa:hasSelector ?plek .
      ?plek oa:start ?begin ; oa:end ?eind .
    }
  }
  FILTER ( ?van < ?eind && ?tot > ?begin )
} ;

# What holds for a coding holds for what rests on it: its consent (in ring beheer only) and that it was invented.
INSERT {
  ?kandidaat ?eigenschap ?waarde .
  GRAPH <https://w3id.org/dww/id/graaf/afgeleid> { ?kandidaat ?eigenschap ?waarde }
}
WHERE {
  VALUES ?eigenschap { dww:onderToestemming dww:isIllustratief }
  ?kandidaat dww:berustOpCodering ?codering .
  ?codering ?eigenschap ?waarde .
}
