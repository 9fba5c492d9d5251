import {html, nothing} from '../core/component.js';
import {confidence} from '../core/format.js';
import {href} from '../core/router.js';
import {valueWords} from '../core/words.js';

/** How sure an answer is, as a number and a short bar. */
export const meter = value => html`
  <span class="meter ${value < 0.8 ? 'low' : ''}"><meter min="0" max="1" value=${value} aria-label="confidence">${value}</meter>${confidence(value)}</span>`;

const arrow = {
  'higher-is-positive': html`<span class="good">good</span>`,
  'lower-is-positive': html`<span class="bad">bad</span>`,
  neutral: html`<span class="soft">neutral</span>`,
};

function unit(answer) {
  const scale = ['raw-units', 'percent', 'index', 'none', 'unknown'].includes(answer.scale) ? '' : valueWords(answer.scale);
  return [answer.currency ?? valueWords(answer.unitType), scale].filter(Boolean).join(', ');
}

/** Answers as a table; on a phone each is a card. */
export const resultTable = results => html`
  <div class="panel flush"><table class="results">
    <thead><tr><th>Indicator</th><th>Unit</th><th>Frequency</th><th>Measures</th><th>A rise is</th><th>Answered by</th><th>Confidence</th></tr></thead>
    <tbody>${results.map(({indicatorId, name, answer, confidence, model, standIn, reviewedBy}) => html`
      <tr>
        <td class="indicator"><a href=${href(['results', indicatorId])}>${name}</a><span class="soft mono cut">${indicatorId}</span></td>
        <td data-label="Unit">${unit(answer)}</td>
        <td data-label="Frequency">${valueWords(answer.reportingFrequency)}</td>
        <td data-label="Measures"><span>${valueWords(answer.indicatorType)}</span><span class="soft small">${valueWords(answer.family)}</span></td>
        <td data-label="A rise is">${arrow[answer.heatMapOrientation] ?? nothing}</td>
        <td data-label="Answered by">${reviewedBy ?? model ?? (standIn ? 'rules, for a model' : 'rules')}</td>
        <td data-label="Confidence">${meter(confidence)}</td>
      </tr>`)}
    </tbody>
  </table></div>`;
