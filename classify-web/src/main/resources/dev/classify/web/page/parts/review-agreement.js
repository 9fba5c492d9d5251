import {Component, html, nothing} from '../core/component.js';
import {read, write} from '../core/api.js';
import {number, percent} from '../core/format.js';
import {Loaded} from '../core/loaded.js';
import {may} from '../core/session.js';
import {attempt, tell} from '../core/toast.js';
import {fieldLabel} from '../core/words.js';
import {facts, panel} from './facts.js';
import {shown} from './states.js';

const JUDGES = [1, 2, 3, 4, 5, 6, 7, 8, 9];

/** From these on, agreement is usually called almost perfect, or good enough for conclusions. */
const GOOD = 0.8;
const FAIR = 0.667;

const measure = value => (value === null ? html`<span class="soft" title="Not defined: all values are the same.">–</span>`
  : html`<b class=${value >= GOOD ? 'good' : value >= FAIR ? 'warn' : 'bad'}>${value.toFixed(2)}</b>`);

/** How far the people who judge the same answers agree, and how many judge each. */
class ReviewAgreement extends Component {
  constructor() {
    super();
    this.agreement = new Loaded(this, signal => read('/review/agreement', {}, signal));
  }

  async ask(judgesPerRow) {
    await attempt(async () => {
      const {settled} = await write('/review-settings', {judgesPerRow});
      tell(judgesPerRow === 1 ? 'One person judges each answer now.' : `${judgesPerRow} people judge each answer now.`, {fix: settled ? `${number(settled)} answers are decided by the judgements that they have.` : undefined});
    });
    this.agreement.reload();
  }

  view() {
    return shown(this.agreement, agreement => this.whole(agreement), 6);
  }

  whole({judgesPerRow, judges, judged, disputed, fields}) {
    return html`
      <div class="panel">${facts([
        {label: 'Judges for each answer', value: may('operator') ? html`<select aria-label="Judges for each answer" @change=${event => this.ask(Number(event.target.value))}>
          ${JUDGES.map(count => html`<option value=${count} ?selected=${count === judgesPerRow}>${count}</option>`)}</select>` : number(judgesPerRow)},
        {label: 'Judges so far', value: number(judges.length), more: judges.join(', ')},
        {label: 'Answers judged', value: number(judged)},
        {label: 'Disagreements', value: disputed ? html`<a href="#/review?part=disputed">${number(disputed)}</a>` : '0', more: 'to be settled'},
      ])}</div>
      ${panel('Agreement by field', fields.length ? this.table(fields) : html`<p class="soft nothing-yet">No answer has been judged by two people.</p>`, {flush: true})}
      <p class="soft small foot">Krippendorff’s alpha is over all judges, Cohen’s kappa over two. 1 is full agreement, 0 that of chance; a dash is not defined, because all values are the same. Rejections have no values.</p>`;
  }

  table(fields) {
    return html`<div class="scroll" tabindex="0" role="region" aria-label="Agreement by field"><table>
      <thead><tr><th>Field</th><th class="number">Rows</th><th class="number">Agreed</th><th class="number">Alpha</th><th>Kappa of every two judges</th></tr></thead>
      <tbody>${fields.map(field => html`<tr><td>${fieldLabel(field.field)}</td><td class="number">${number(field.rows)}</td>
        <td class="number">${percent(field.agreed / field.rows)}</td><td class="number">${measure(field.alpha)}</td>
        <td>${field.pairs.map((pair, index) => html`${index ? ', ' : nothing}<span class="nowrap">${pair.judges.join(' and ')} ${measure(pair.kappa)} <span class="soft small">of ${number(pair.rows)} ${pair.rows === 1 ? 'row' : 'rows'}</span></span>`)}</td></tr>`)}
      </tbody></table></div>`;
  }
}
customElements.define('review-agreement', ReviewAgreement);
