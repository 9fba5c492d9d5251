import {html} from '../core/component.js';
import {number, percent} from '../core/format.js';
import {styled} from '../core/styled.js';
import {columnLabel, valueWords} from '../core/words.js';
import {panel} from './facts.js';

/**
 * What was answered for right values of a field, labels down and answers across. Values that were
 * always answered right would make it large, and are left out.
 */
export function confusionTable(column, {accuracy, values, confusions}) {
  const wrong = Object.keys(confusions).filter(label => Object.keys(confusions[label]).some(answer => answer !== label)).sort();
  const answers = [...new Set(wrong.flatMap(label => [label, ...Object.keys(confusions[label])]))].sort();
  return panel(columnLabel(column), html`
    <div class="scroll" tabindex="0" role="region" aria-label="Confusion of ${columnLabel(column)}"><table class="heat">
      <thead><tr><th>label ↓ answer →</th>${answers.map(name => html`<th class="number" scope="col">${valueWords(name)}</th>`)}<th class="number">recall</th></tr></thead>
      <tbody>${wrong.map(label => html`<tr><th scope="row">${valueWords(label)}</th>
        ${answers.map(answer => cell(label, answer, confusions[label]?.[answer] ?? 0, values[label].labels))}
        <td class="number">${percent(values[label].recall)}</td></tr>`)}</tbody></table></div>`,
    {aside: html`<span class="soft small">${percent(accuracy.share)} right</span>`, flush: true});
}

function cell(label, answer, count, labels) {
  if (count === 0) {
    return html`<td class="number soft">·</td>`;
  }
  const share = Math.round((count / Math.max(1, labels)) * 55 + 10);
  const tone = label === answer ? 'var(--good)' : 'var(--bad)';
  return html`<td class="number" ${styled({background: `color-mix(in srgb, ${tone} ${Math.min(40, share)}%, transparent)`})}>${number(count)}</td>`;
}
