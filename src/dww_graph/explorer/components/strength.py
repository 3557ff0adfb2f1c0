"""How strong a card is, in reasons and never in a figure: three stances of equal weight, and where it stands on the ladder."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import Final

import streamlit as st

from dww_graph.explorer.components import html
from dww_graph.explorer.components.page import own_address
from dww_graph.explorer.state import Screen
from dww_graph.explorer.viewmodels.card import CardDetail, Link
from dww_graph.explorer.viewmodels.ladder import Standing, Step, load_ladder, remark_on_all, standing
from dww_graph.explorer.viewmodels.strength import Stance, Strength, Tally, weigh

COUNTED: Final = ("bevinding", "aanbeveling")
"""Kinds of evidence that are counted by name."""


def strength(ui: Screen, detail: CardDetail) -> None:
    """Draw the reasons: what research does to a card, what else is known, and how far the approach was worked out."""
    found = weigh(detail.links)
    st.header(ui.t("sterkte.kop"), anchor=False)
    also = f" {ui.t('sterkte.ooknuance')}" if found.picture not in ("nuance", "niets") and found.stances[1].links else ""
    st.html(f'<p class="dww-lead">{escape(ui.t(f"sterkte.beeld.{found.picture}") + also)}</p>'
            f'<p class="dww-soft">{escape(ui.t("sterkte.zin"))}</p>')
    st.html(f'<div class="dww-stances">{"".join(_stance(ui, stance) for stance in found.stances)}</div>')
    said = _beside(ui, found)
    left, right = st.columns([2, 3], gap="large") if said else (None, st.container())
    if left:
        left.html(said)
    with right:
        _ladder(ui, detail)


def _stance(ui: Screen, stance: Stance) -> str:
    badge = html.stance_badge(stance.relation, ui.t(f"relatie.{stance.relation}"))
    if not stance.links:
        told = f'<p class="dww-soft">{escape(ui.t(f"sterkte.geen.{stance.relation}"))}</p>'
    else:
        told = "".join(f"<p>{escape(reason)}</p>" for reason in _reasons(ui, stance))
    return f'<section class="dww-stance dww-r-{stance.relation}"><h3>{badge}</h3>{told}</section>'


def _reasons(ui: Screen, stance: Stance) -> list[str]:
    number = ui.n("bewijskaart.bronnen", stance.sources)
    told = [ui.t("sterkte.uit", wat=_joined(ui, _kinds(ui, stance.kinds)), bronnen=number)]
    for name, words in (("opzet", stance.designs), ("directheid", stance.directness)):
        told += [ui.t(f"sterkte.{name}", wat=_tallied(ui, words))] if words else []
    told.append(_certainty(ui, stance))
    checked = tuple((ui.t(f"verificatie.{slug}") if slug else "", number) for slug, number in stance.verification)
    return [*told, ui.t("sterkte.nagekeken", wat=_tallied(ui, checked))]


def _kinds(ui: Screen, kinds: Tally) -> list[str]:
    other = sum(number for kind, number in kinds if kind not in COUNTED)
    told = [ui.n(f"sterkte.soort.{kind}", number) for kind, number in kinds if kind in COUNTED]
    return told + ([ui.n("sterkte.soort.anders", other)] if other else [])


def _certainty(ui: Screen, stance: Stance) -> str:
    """Say how certain people find it, and who they are: a certainty is always somebody's."""
    if not any(word for word, _ in stance.certainty):
        return ui.t("sterkte.zekerheid.geen")
    who = stance.judges
    key = "sterkte.zekerheid" + ("" if len(who) > 1 else ".een" if who else ".niemand")
    return ui.t(key, wat=_tallied(ui, stance.certainty), wie=_joined(ui, who))


def _tallied(ui: Screen, words: Tally) -> str:
    """Write words with how often each comes; a word that is the only one stands alone."""
    whole = sum(number for _, number in words)
    named = ((word or ui.t("sterkte.onbekend"), number) for word, number in words)
    return ", ".join(word if whole == 1 else f"{word} ({number})" for word, number in named)


def _joined(ui: Screen, words: Iterable[str]) -> str:
    *first, last = tuple(words) or ("",)
    return f"{', '.join(first)} {ui.t('zin.en')} {last}" if first else last


def _beside(ui: Screen, found: Strength) -> str:
    """Say what else is known: what nobody confirmed yet, what was searched for, and what other cards do."""
    said = [_waiting(ui, found.waiting)] if found.waiting else []
    said += [_search(ui, link) for link in found.searches]
    nothing = not found.searches and not any(stance.links for stance in found.stances)
    said += [ui.t("sterkte.nietgezocht")] if nothing else []
    if found.practice:
        does = tuple((ui.t(f"relatie.{relation}"), number) for relation, number in found.practice)
        said.append(ui.t("sterkte.praktijk", wat=", ".join(f"{word} ({number})" for word, number in does)))
    if not said:
        return ""
    lines = "".join(f"<li>{escape(line)}</li>" for line in said)
    return f'<section class="dww-reasons"><h3>{escape(ui.t("sterkte.verder"))}</h3><ul>{lines}</ul></section>'


def _waiting(ui: Screen, links: Sequence[Link]) -> str:
    made = sum(link.machine for link in links)
    told = ui.n("sterkte.wacht", len(links))
    return f"{told} {ui.n('sterkte.wacht.machine', made)}" if made else told


def _search(ui: Screen, link: Link) -> str:
    scope, date, who = (part or ui.t("onbekend") for part in link.search)
    return ui.t("sterkte.gezocht", datum=date if link.search[1] else ui.t("sterkte.gezocht.zonderdatum"), bereik=scope, wie=who)


def _ladder(ui: Screen, detail: CardDetail) -> None:
    """Draw the step of a card in words, what it lacks for the next, and what of the ladder was checked."""
    ladder = load_ladder(ui.graph)
    at = standing(detail, ladder)
    if at is None:
        return
    steps = "".join(_rung(step, at) for step in ladder)
    title = f"<h3>{escape(ui.t('ladder.kop'))}</h3>"
    st.html(f'<section class="dww-reasons">{title}<ol class="dww-ladder">{steps}</ol>{_told(ui, at)}</section>')
    with st.expander(ui.t("ladder.alle"), icon=":material/stairs:"):
        heads = [ui.t(f"ladder.kolom.{name}") for name in ("trede", "omschrijving", "nagekeken")]
        st.html(html.table(ui.t("ladder.alle"), heads, (_row(ui, step) for step in ladder)))
        st.html(f'<p class="dww-soft">{escape(remark_on_all(ui.graph))}</p>')


def _rung(step: Step, at: Standing) -> str:
    here = step == at.now
    name = f"{html.icon('stairs')}{escape(step.thing.label)}" if here else escape(step.thing.label)
    return f'<li aria-current="step"><strong>{name}</strong></li>' if here else f"<li>{name}</li>"


def _told(ui: Screen, at: Standing) -> str:
    name = f"<strong>{escape(at.now.thing.label)}</strong>"
    said = [f"<p>{escape(ui.t('ladder.trede'))} {name}. {escape(at.now.meaning)}</p>"]
    said += [_paragraph(ui.t("ladder.deels"))] if at.now.number == "0" and not at.given else []
    said.append(_lacking(ui, at))
    said.append(_soft(ui.t("ladder.opgegeven" if at.given else "ladder.afgeleid")))
    return "".join(said) + "".join(map(_soft, _remarks(ui, [step for step in (at.now, at.next) if step])))


def _lacking(ui: Screen, at: Standing) -> str:
    if at.next is None:
        return _paragraph(ui.t("ladder.top"))
    name = at.next.thing.label
    if not at.from_card:
        return _paragraph(ui.t("ladder.mens", trede=name, omschrijving=at.next.meaning))
    if not at.lacking:
        return _paragraph(ui.t("ladder.klaar", trede=name))
    items = "".join(f"<li>{escape(ui.t(f'ladder.mist.{lack}'))}</li>" for lack in at.lacking)
    return f"{_paragraph(ui.t('ladder.mist', trede=name))}<ul>{items}</ul>"


def _remarks(ui: Screen, steps: Sequence[Step]) -> list[str]:
    """Give what the scheme remarks on steps, each remark once, and which steps were not checked at all."""
    remarks = {step.remark: [each.thing.label for each in steps if each.remark == step.remark] for step in steps if step.remark}
    told = [ui.t("ladder.opmerking", treden=_joined(ui, names), opmerking=remark) for remark, names in remarks.items()]
    unseen = [step.thing.label for step in steps if not step.checked]
    return told + ([ui.t("ladder.nietnagekeken", treden=_joined(ui, unseen))] if unseen else [])


def _row(ui: Screen, step: Step) -> list[str]:
    seen = html.plain_badge("verified", ui.t("ladder.nagekeken")) if step.checked else html.plain_badge(
        "rule", ui.t(f"verificatie.{step.verification or 'niet-geverifieerd'}"))  # fmt: skip
    return [own_address(ui, "begrip", step.thing.ref, step.thing.label), escape(step.meaning), seen + _soft(step.remark)]


def _paragraph(words: str) -> str:
    return f"<p>{escape(words)}</p>"


def _soft(words: str) -> str:
    return f'<p class="dww-soft">{escape(words)}</p>' if words else ""
