"""What leaves the graph for people to read: documents generated from the ontology, the questions and the fields of a card."""
