import {Component, html, nothing} from '../core/component.js';
import {read, ROOT} from '../core/api.js';
import {Loaded} from '../core/loaded.js';
import {href, refine} from '../core/router.js';
import {tell} from '../core/toast.js';
import {fieldLabel, valueWords} from '../core/words.js';
import {resultTable} from '../parts/result-table.js';
import {empty, shown} from '../parts/states.js';

const TYPING_PAUSE_MS = 300;

const ANSWERED_BY = {rules: 'the rules', model: 'a model', standIn: 'the rules, for a model', person: 'a person'};

const FORMATS = [['csv', 'CSV'], ['jsonl', 'JSONL'], ['parquet', 'Parquet']];

/** Answers, searched and filtered. The address bar holds the filters, so that a view can be shared. */
class ResultsView extends Component {
  static properties = {query: {attribute: false}, open: {state: true}};

  constructor() {
    super();
    this.query = new URLSearchParams();
    this.open = false;
    this.scheme = new Loaded(this, signal => read('/scheme', {}, signal));
    this.results = new Loaded(this, signal => read('/results', {...Object.fromEntries(this.query), limit: 50}, signal));
  }

  willUpdate(changed) {
    const before = changed.get('query');
    if (before && before.toString() !== this.query.toString()) {
      this.results.reload();
    }
  }

  type(event) {
    clearTimeout(this.typing);
    const text = event.target.value;
    this.typing = setTimeout(() => refine({search: text.trim()}, {replace: true}), TYPING_PAUSE_MS);
  }

  async share() {
    await navigator.clipboard.writeText(location.href);
    tell('The address of this view is copied.');
  }

  /** Every answer that matches, not only those of this page. */
  download(format) {
    const query = new URLSearchParams(this.query);
    ['after', 'sort'].forEach(name => query.delete(name));
    return `${ROOT}/results.${format}?${query}`;
  }

  view() {
    const filters = [...this.query].filter(([name]) => name !== 'search' && name !== 'after');
    return html`
      <div class="page-head">
        <h1>Results</h1>
        <div class="actions">
          ${FORMATS.map(([format, label]) => html`<a class="button" href=${this.download(format)} download>Download ${label}</a>`)}
          <button @click=${this.share}>Copy link</button>
        </div>
      </div>
      <div class="search">
        <label class="grow"><span class="unseen">Search by id or name</span>
          <input type="search" placeholder="Search by id or name" .value=${this.query.get('search') ?? ''} @input=${this.type}></label>
        <button @click=${() => (this.open = !this.open)} aria-expanded=${this.open} aria-controls="filters">Filters${filters.length ? ` · ${filters.length}` : ''}</button>
      </div>
      <div id="filters" class="filters" ?hidden=${!this.open}>${this.open ? this.filters() : nothing}</div>
      ${filters.length ? html`<ul class="chips picked" aria-label="Filters">${filters.map(([name, value]) => html`
        <li><button @click=${() => refine({[name]: undefined})} ><span class="unseen">Remove the filter</span> ${this.filterWords(name, value)} <span aria-hidden="true">✕</span></button></li>`)}
        <li><a class="small" href=${href(['results'], {search: this.query.get('search')})}>Clear all</a></li></ul>` : nothing}
      ${shown(this.results, page => this.page(page), 8)}`;
  }

  filterWords(name, value) {
    const names = {answeredBy: 'answered by', confidenceFrom: 'confidence from', confidenceBelow: 'confidence below', sort: 'order'};
    return `${names[name] ?? fieldLabel(name)}: ${name === 'job' ? value : (ANSWERED_BY[value] ?? valueWords(value))}`;
  }

  choice(name, label, values) {
    return html`
      <label>${label}<select @change=${event => refine({[name]: event.target.value})}>
        <option value="">any</option>
        ${values.map(value => html`<option value=${value} ?selected=${this.query.get(name) === value}>${ANSWERED_BY[value] ?? valueWords(value)}</option>`)}
      </select></label>`;
  }

  field(name, label, more) {
    return html`<label>${label}<input name=${name} .value=${this.query.get(name) ?? ''} @change=${event => refine({[name]: event.target.value.trim()})}
      type=${more.type ?? 'text'} step=${more.step ?? nothing} min=${more.min ?? nothing} max=${more.max ?? nothing} placeholder=${more.placeholder ?? 'any'}></label>`;
  }

  filters() {
    return shown(this.scheme, ({fields}) => html`
      ${fields.map(({field, values}) => (values.length
        ? this.choice(field, fieldLabel(field), values)
        : this.field(field, fieldLabel(field), {placeholder: 'such as EUR'})))}
      ${this.choice('answeredBy', 'answered by', Object.keys(ANSWERED_BY))}
      ${this.field('job', 'job', {})}
      ${this.choice('sort', 'order', ['id', 'confidence'])}
      ${this.field('confidenceFrom', 'confidence from', {type: 'number', step: '0.05', min: '0', max: '1'})}
      ${this.field('confidenceBelow', 'confidence below', {type: 'number', step: '0.05', min: '0', max: '1'})}`, 2);
  }

  page({items, next}) {
    if (items.length === 0) {
      return this.query.size
        ? empty('No answer matches.', 'Fewer filters may find some.', html`<a class="button" href="#/results">Show all answers</a>`)
        : empty('No answers yet.', 'They appear here while a job runs.', html`<a class="button" href="#/jobs">To the jobs</a>`);
    }
    return html`
      ${resultTable(items)}
      <p class="pager">
        ${this.query.get('after') ? html`<button @click=${() => refine({})}>First page</button>` : nothing}
        ${next ? html`<a class="button" href=${href(['results'], {...Object.fromEntries(this.query), after: next})}>Next page</a>` : nothing}
      </p>`;
  }
}
customElements.define('results-view', ResultsView);
