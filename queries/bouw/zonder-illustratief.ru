# The one switch that leaves illustrative content out: every invented thing goes, and every statement that points at it.
PREFIX dww: <https://w3id.org/dww/def#>
DELETE { ?ander ?naar ?ding } WHERE { ?ding dww:isIllustratief true . ?ander ?naar ?ding } ;
DELETE { ?ding ?eigenschap ?waarde } WHERE { ?ding dww:isIllustratief true ; ?eigenschap ?waarde }
