import {html} from '../core/component.js';
import {stateOf} from '../core/words.js';

/** A word with a colour; the word alone says everything. */
export const badge = (text, tone) => html`<span class="badge ${tone}">${text}</span>`;

export function jobBadge(job) {
  const {text, tone} = stateOf(job);
  return badge(text, tone);
}
