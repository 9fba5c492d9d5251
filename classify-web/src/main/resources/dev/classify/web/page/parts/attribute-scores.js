import {html, nothing} from '../core/component.js';
import {number} from '../core/format.js';
import {attributeLabel} from '../core/words.js';
import {panel} from './facts.js';

/** How often each labelled attribute is found; nothing if the labels have none. */
export const attributeScores = attributes => (Object.keys(attributes ?? {}).length === 0 ? nothing : panel('What series are joined on', html`
  <div class="scroll" tabindex="0" role="region" aria-label="Attributes"><table>
    <thead><tr><th>Attribute</th>${['labelled', 'stated', 'right', 'wrong', 'missed'].map(name => html`<th class="number">${name}</th>`)}</tr></thead>
    <tbody>${Object.entries(attributes).map(([column, {labelled, stated, right, wrong, missed}]) => html`
      <tr><th scope="row">${attributeLabel(column)}</th>${[labelled, stated, right, wrong, missed].map(count => html`<td class="number">${number(count)}</td>`)}</tr>`)}</tbody></table></div>`,
  {flush: true}));
