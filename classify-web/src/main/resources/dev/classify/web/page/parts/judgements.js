import {html, nothing} from '../core/component.js';
import {ago, exactly} from '../core/format.js';
import {FIELDS, valueWords} from '../core/words.js';
import {panel} from './facts.js';

const ACTIONS = {accept: 'accepts', correct: 'corrects', reject: 'rejects'};

/** What each judge says about an answer, with the fields about which they differ. */
export function judgementsPanel(judgements) {
  if (!judgements?.length) {
    return nothing;
  }
  const giving = judgements.filter(one => Object.keys(one.answer).length > 0);
  const differing = FIELDS.filter(([key]) => new Set(giving.map(one => one.answer[key])).size > 1);
  return panel('Judges', html`<ul class="history judgements">${judgements.map(one => html`
    <li><p><b>${one.judge}</b> ${ACTIONS[one.action] ?? one.action}
        ${differing.map(([key, label]) => (one.answer[key] ? html`<span><span class="soft">${label}</span> ${valueWords(one.answer[key])}</span>` : nothing))}
        <time class="soft small push" datetime=${one.judgedAt} title=${exactly(one.judgedAt)}>${ago(one.judgedAt)}</time></p>
      ${one.note ? html`<p class="soft small">${one.note}</p>` : nothing}</li>`)}</ul>`, {flush: true});
}
