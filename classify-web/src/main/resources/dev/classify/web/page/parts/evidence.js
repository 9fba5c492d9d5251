import {html} from '../core/component.js';
import {confidence} from '../core/format.js';
import {fieldLabel, valueWords} from '../core/words.js';

/** For each field what the rules found. */
export function evidence(fields) {
  if (fields.length === 0) {
    return html`<p class="soft nothing-yet">the input is not known any more</p>`;
  }
  return html`<dl class="pairs evidence">${fields.map(field => html`
    <div><dt>${fieldLabel(field.field)}</dt><dd><b>${valueWords(field.value)}</b> <span class="soft small">${confidence(field.confidence)}</span>
      <ul>${field.evidence.map(text => html`<li class="soft small">${text}</li>`)}</ul></dd></div>`)}</dl>`;
}
