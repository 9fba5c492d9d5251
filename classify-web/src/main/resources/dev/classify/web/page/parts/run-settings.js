import {Component, html} from '../core/component.js';

const PROVIDERS = [['', 'what the workers use'], ['cascade', 'rules, else a model'], ['openai', 'a model for every row'], ['rules', 'rules alone, at no cost']];
const TIERS = [['', 'what the workers use'], ['standard', 'standard'], ['flex', 'flex: cheaper, slower'], ['batch', 'batch: half price, up to a day']];

const FAILURES = [['', 'the job is paused'], ['rules', 'the rules answer, for review']];
const PATIENCES = [['1m', 'a minute'], ['5m', '5 minutes'], ['15m', '15 minutes'], ['1h', 'an hour'], ['6h', '6 hours'], ['24h', 'a day']];

/** How a job is to be run. Reports what is chosen as the event `settings`. */
class RunSettings extends Component {
  static properties = {settings: {attribute: false}};

  constructor() {
    super();
    this.settings = {};
  }

  change(key, value) {
    this.dispatchEvent(new CustomEvent('settings', {detail: {...this.settings, [key]: value}}));
  }

  choice(key, label, values) {
    return html`<label>${label}<select @change=${event => this.change(key, event.target.value || undefined)}>
      ${values.map(([value, text]) => html`<option value=${value} ?selected=${(this.settings[key] ?? '') === value}>${text}</option>`)}</select></label>`;
  }

  figure(key, label, hint, more = {}) {
    return html`<label>${label}<input type="number" inputmode="decimal" min=${more.min ?? 1} max=${more.max ?? 1_000_000} step=${more.step ?? 1} placeholder=${hint}
      .value=${this.settings[key] ?? ''} @change=${event => event.target.reportValidity() && this.change(key, event.target.value === '' ? undefined : Number(event.target.value))}></label>`;
  }

  flag(key, label, hint) {
    return html`<label class="flag"><input type="checkbox" .checked=${this.settings[key] ?? false} @change=${event => this.change(key, event.target.checked || undefined)}>
      <span>${label}<span class="soft small">${hint}</span></span></label>`;
  }

  view() {
    return html`
      <div class="settings">
        ${this.choice('provider', 'Answered by', PROVIDERS)}
        ${this.figure('budgetUsd', 'Cost cap in US dollars', 'no cap', {min: 0.01, max: 999_999, step: 0.01})}
        ${this.figure('requestsPerMinute', 'Requests per minute', 'as the account allows')}
        ${this.figure('rowsPerRequest', 'Rows in a request', '10', {max: 50})}
        ${this.choice('tier', 'Tier', TIERS)}
        ${this.choice('onModelFailure', 'If the model keeps failing', FAILURES)}
        ${this.choice('modelPatience', 'Patience with it', [['', this.settings.onModelFailure ? '5 minutes' : 'without a limit'], ...PATIENCES])}
      </div>
      <div class="settings flags">
        ${this.flag('force', 'Classify everything again', 'also rows that have an answer; the history is kept')}
        ${this.flag('retry', 'Try rejected rows again', 'if this file was classified before')}
      </div>`;
  }
}
customElements.define('run-settings', RunSettings);
