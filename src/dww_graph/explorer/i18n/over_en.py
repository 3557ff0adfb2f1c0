"""English text of the "About" page."""

from __future__ import annotations

from typing import Final

OVER_EN: Final[dict[str, str]] = {
    "over.kop": "About this graph",
    "over.zin": "What this is, how it was made, and what you may and may not conclude from it.",
    "over.programma.kop": "The programme",
    "over.programma.tekst": (
        "DOEN WAT WERKT (doing what works) is a Dutch research programme on youth care. It runs for six years and was "
        "funded in 2023 by the Dutch Research Agenda. Amsterdam University of Applied Sciences and the University of "
        "Amsterdam lead it.\n\n"
        "The programme works with **three core elements**. We are sure of the name of the first: collaborating and "
        "deciding together with parents and young people. The other two are our inference and are therefore marked "
        "*provisional*."
    ),
    "over.ontologie.kop": "The building blocks",
    "over.ontologie.tekst": (
        "An **effective element** is a part of help that is thought or known to work. **Action knowledge** "
        "(*handelingskennis*) is knowing how to give such an element shape: in a professional situation, with a client "
        "type, in a professional context. An **evidence link** explains what a source says about a card. Every link "
        "has a rationale, a maker, a date and a status.\n\n"
        "Statements of the programme, such as ‘learning leads to better care’, are stored as **assumptions**. They are "
        "not facts, and they too collect evidence for and against."
    ),
    "over.ontologie.getal": "This generation holds {begrippen} effective elements and {triples} facts.",
    "over.methode.kop": "How action knowledge is elicited",
    "over.methode.tekst": (
        "Professionals know much that is written down nowhere. An interview, a video watched together or a talk "
        "afterwards brings it to the table. Each card says which method was used. What someone tells afterwards is a "
        "reconstruction. It does not prove what happened at the time.\n\n"
        "The professional’s own words stay as they are. We never merge two cards into one ‘best approach’."
    ),
    "over.sterkte.kop": "How strong the evidence is",
    "over.sterkte.tekst": (
        "We give **no single score**. Each link shows separate facts, with the reason:\n\n"
        "- *supports*, *qualifies* or *contradicts*. All three are shown equally large.\n"
        "- the study design. The ranking of designs holds only for questions about effect.\n"
        "- directness: the same population, or transferred from another one.\n"
        "- certainty: low, moderate or high, if somebody made that judgement.\n"
        "- the status: only *confirmed* links count in the filters.\n\n"
        "The step of the effect ladder tells how far an approach was worked out, not whether it works. The graph derives "
        "it from the card itself, up to *theoretical*. Only a person can put it higher. An element never inherits the "
        "recognition of an intervention it is part of. *No evidence found* means that somebody searched. *No evidence "
        "yet* means that "
        "nobody has searched so far."
    ),
    "over.privacy.kop": "Privacy",
    "over.privacy.tekst": (
        "Names of clients and professionals do not belong in the graph. The program stops numbers and addresses; a "
        "colleague reads every card for names. Of clients it holds coarse traits only, such as an age group. Of "
        "professionals it holds a profile only: profession, experience band and kind of setting. Without consent a card "
        "is not taken in. When somebody withdraws consent, the steward builds the graph anew without that card.\n\n"
        "You see the *public* ring only. Other rings are kept in another file. This graph is not meant for appraising "
        "staff."
    ),
    "over.illustratief.kop": "What is invented",
    "over.illustratief.tekst": (
        "We invented the cards you start with, to show how it works. They carry the mark **Invented example**, in "
        "downloads too. The sources they point to do exist."
    ),
    "over.nietnagekeken.kop": "What has not been verified",
    "over.nietnagekeken.tekst": (
        "- The names of core elements 2 and 3 in the programme’s own words.\n"
        "- The lists of situations, client types and professions. They are ours and still need a look by "
        "practitioners.\n"
        "- Findings come from abstracts. The full texts have not been read.\n"
        "- Some sources were seen only as a citation elsewhere, or are known from memory. They say so.\n"
        "- Whether a situation calls for a registered professional. That is our estimate."
    ),
    "over.nietnagekeken.bronnen": "Sources not yet checked against the source itself",
    "over.licentie.kop": "Licences",
    "over.licentie.tekst": (
        "The software is licensed under Apache 2.0. Our own texts and concepts are licensed under CC BY 4.0. Titles "
        "and figures of others are quotations; their makers’ rights apply."
    ),
    "over.toegankelijk.kop": "Accessibility",
    "over.toegankelijk.tekst": (
        "Every screen is tested automatically against WCAG 2.1 AA, light and dark. Each picture has a table that says "
        "the same."
    ),
    "over.versie": "Generation {nummer}, built on {datum}. Fingerprint: {sha}",
}
