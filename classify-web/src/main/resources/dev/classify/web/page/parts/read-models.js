import {Component, html, nothing} from '../core/component.js';
import {read} from '../core/api.js';
import {exactly, number, percent} from '../core/format.js';
import {Loaded} from '../core/loaded.js';
import {href} from '../core/router.js';
import {FIELDS, fieldLabel, valueWords} from '../core/words.js';
import {panel} from './facts.js';
import {shown} from './states.js';

const PAIRS = {
  'rules-model': 'Rules and models',
  'rules-person': 'Rules and people',
  'model-person': 'Models and people',
  'stand-in-person': 'Stand-ins and people',
};

const scrolled = (label, table) => html`<div class="scroll" tabindex="0" role="region" aria-label=${label}>${table}</div>`;

/** What projectors have counted: who disagrees about which field, jobs that drift, and values by source. */
class ReadModels extends Component {
  static properties = {field: {state: true}};

  constructor() {
    super();
    this.field = 'family';
    this.models = new Loaded(this, signal => read('/projections', {field: this.field}, signal));
  }

  choose(field) {
    this.field = field;
    this.models.reload();
  }

  view() {
    return shown(this.models, models => this.whole(models), 4);
  }

  /** Nothing where no projector runs. */
  whole({partitions, disagreement, drift, values}) {
    if (partitions.length === 0) {
      return nothing;
    }
    const behind = Math.max(...partitions.map(partition => partition.lagSeconds));
    return html`
      ${disagreement.length ? panel('Disagreement by field', this.disagreement(disagreement), {flush: true}) : nothing}
      ${drift.length ? panel('Drift of confidences between jobs', this.drift(drift), {flush: true}) : nothing}
      ${panel('Values by source', this.values(values), {flush: true})}
      <p class="soft small foot">Counted by projectors${behind >= 1 ? `, which are ${number(Math.round(behind))} s behind` : ''}.</p>`;
  }

  disagreement(rows) {
    return scrolled('Disagreement by field', html`<table>
      <thead><tr><th>Between</th><th>Field</th><th class="number">Compared</th><th class="number">Different</th><th class="number">Share</th></tr></thead>
      <tbody>${rows.map(({pair, field, compared, different}) => html`<tr><td class="nowrap">${PAIRS[pair] ?? pair}</td><td>${fieldLabel(field)}</td>
        <td class="number">${number(compared)}</td><td class="number">${number(different)}</td><td class="number">${percent(different / Math.max(1, compared))}</td></tr>`)}</tbody></table>`);
  }

  drift(rows) {
    return scrolled('Drift of confidences between jobs', html`<table>
      <thead><tr><th>Job</th><th>Job before</th><th>Input</th><th>Started</th><th class="number">Moved</th></tr></thead>
      <tbody>${rows.map(one => html`<tr><td class="nowrap"><a href=${href(['jobs', one.jobId])}>${one.jobId}</a></td><td class="nowrap"><a href=${href(['jobs', one.before])}>${one.before}</a></td>
        <td>${one.source}</td><td class="nowrap">${exactly(one.startedAt)}</td><td class="number">${percent(one.drift)}</td></tr>`)}</tbody></table>`);
  }

  values(rows) {
    return html`<p class="soft"><label>Field <select @change=${event => this.choose(event.target.value)}>
        ${FIELDS.map(([field, label]) => html`<option value=${field} ?selected=${field === this.field}>${label}</option>`)}</select></label></p>
      ${scrolled('Values by source', html`<table>
      <thead><tr><th>Source</th><th>Value</th><th class="number">Answers</th></tr></thead>
      <tbody>${rows.map(({source, value, answers}) => html`<tr><td>${source || html`<span class="soft">not named</span>`}</td><td>${valueWords(value)}</td><td class="number">${number(answers)}</td></tr>`)}</tbody></table>`)}`;
  }
}
customElements.define('read-models', ReadModels);
