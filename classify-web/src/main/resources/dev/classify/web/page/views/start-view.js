import {Component, html, nothing} from '../core/component.js';
import {read, upload} from '../core/api.js';
import {bytes, number} from '../core/format.js';
import {Loaded} from '../core/loaded.js';
import {go, href, refine} from '../core/router.js';
import {may} from '../core/session.js';
import {ask, withdraw} from '../core/tasks.js';
import {attempt, tell, tellProblem} from '../core/toast.js';
import {columnMap} from '../parts/column-map.js';
import {estimateFacts} from '../parts/estimate-facts.js';
import {facts, panel} from '../parts/facts.js';
import {fileText} from '../parts/file-text.js';
import {firstRows} from '../parts/first-rows.js';
import {problemTable} from '../parts/row-problems.js';
import {empty, loading, shown} from '../parts/states.js';
import '../parts/file-drop.js';
import '../parts/run-settings.js';

/** What a suggested cap leaves above the estimate. */
const CAP_FACTOR = 1.5;

/** Starts a job: a file, its columns, the settings, and what it would take. The address holds the file. */
class StartView extends Component {
  static properties = {query: {attribute: false}, columns: {state: true}, text: {state: true}, settings: {state: true}, estimate: {state: true}, busy: {state: true}, run: {state: true}};

  constructor() {
    super();
    this.query = new URLSearchParams();
    this.columns = {};
    this.text = {};
    this.settings = {};
    this.estimate = null;
    this.busy = '';
    this.run = null;
    this.preview = new Loaded(this, signal => this.look(signal));
  }

  get upload() {
    return this.query.get('upload');
  }

  willUpdate(changed) {
    const before = changed.get('query');
    if (before && before.get('upload') !== this.upload) {
      this.columns = {};
      this.text = {};
      this.preview.restart();
    }
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.waiting?.abort();
  }

  /** How the file would be read, and then what that would take. */
  async look(signal) {
    if (!this.upload) {
      return null;
    }
    const maps = Object.entries(this.columns).map(([column, field]) => ['map', `${column}=${field}`]);
    const preview = await read(`/uploads/${encodeURIComponent(this.upload)}/preview`, [...Object.entries(this.text), ...maps], signal);
    if (preview.rows > 0) {
      this.think();
    }
    return preview;
  }

  async take(file) {
    this.busy = 'upload';
    await attempt(async () => {
      const stored = await upload('/uploads', {name: file.name}, file);
      refine({upload: stored.upload});
    });
    this.busy = '';
  }

  /** Reads a column as a field, or as none. Another column that was chosen for the field is free again. */
  choose(column, field) {
    const others = Object.entries(this.columns).filter(([name, other]) => name !== column && (other !== field || field === ''));
    this.columns = {...Object.fromEntries(others), [column]: field};
    this.preview.reload();
  }

  /** Reads the text in another way, in which it may have other columns. */
  decode(text) {
    this.text = text;
    this.columns = {};
    this.preview.reload();
  }

  change(settings) {
    this.settings = settings;
    this.think();
  }

  get wanted() {
    return {...this.settings, ...this.text, columns: this.columns};
  }

  /** Has the job estimated; an earlier estimate that is still under way is not waited for. */
  async think() {
    this.waiting?.abort();
    const waiting = (this.waiting = new AbortController());
    this.estimate = {under: true};
    try {
      const {budgetUsd, ...wanted} = this.wanted;
      const task = await ask(`/uploads/${encodeURIComponent(this.upload)}/estimates`, wanted, ({state}) => state === 'done', {signal: waiting.signal});
      if (!waiting.signal.aborted) {
        this.estimate = {found: task.estimate};
        this.suggestCap(task.estimate);
      }
    } catch (problem) {
      if (!waiting.signal.aborted) {
        this.estimate = {problem};
      }
    }
  }

  /** A cap above the estimate, unless somebody has chosen one. */
  suggestCap({costUsd}) {
    if (costUsd > 0 && this.settings.budgetUsd === undefined && !this.suggested) {
      this.suggested = true;
      this.settings = {...this.settings, budgetUsd: Math.max(1, Math.ceil(costUsd * CAP_FACTOR * 100) / 100)};
    }
  }

  async start() {
    this.busy = 'start';
    try {
      const task = await ask('/jobs', {...this.wanted, upload: this.upload}, ({job, state}) => job !== null || state === 'done', {looked: run => (this.run = run)});
      go(href(['jobs', task.job]));
    } catch (problem) {
      if (this.busy === 'cancelled') {
        tell('The run is cancelled.');
      } else {
        tellProblem(problem);
      }
    }
    this.busy = '';
    this.run = null;
  }

  /** Withdraws the run; whoever waits for it then learns of it. */
  async cancel() {
    if (await attempt(() => withdraw(this.run.task))) {
      this.busy = 'cancelled';
    }
  }

  view() {
    return html`
      <div class="page-head"><p class="crumb"><a href="#/jobs">Jobs</a></p><h1>Start a job</h1></div>
      ${may('operator') ? this.steps() : empty('You may not start jobs.', 'This needs the role operator.', html`<a class="button" href="#/jobs">To the jobs</a>`)}`;
  }

  steps() {
    return this.upload ? shown(this.preview, preview => (preview ? this.whole(preview) : loading(6)), 8) : html`
      <file-drop ?busy=${this.busy === 'upload'} @file=${event => this.take(event.detail)}></file-drop>
      <p class="soft small foot">Columns such as <code>indicator_id</code>, <code>name</code> and <code>units</code> are found by their names; others can be chosen next. Nothing is sent to a model before you start.</p>`;
  }

  whole(preview) {
    return html`
      <p class="notice cut ${preview.mappingProblem ? 'warn' : ''}" role="status" title=${preview.mappingProblem ?? ''}>${preview.mappingProblem ?? 'The id and the name are found. Look at the first rows, then start.'}</p>
      <div class="panel headline">${facts([
        {label: 'File', value: preview.name, more: `${preview.format?.toUpperCase() ?? 'not readable'}, ${bytes(preview.bytes)}`},
        {label: 'Usable rows', value: number(preview.rows), tone: preview.rows ? '' : 'bad', more: `of ${number(preview.rows + preview.unusable)}`},
        {label: 'Not used', value: number(preview.unusable), tone: preview.unusable ? 'bad' : '', more: preview.unusable ? 'listed below' : 'every row can be read'},
        {label: 'Dropped values', value: number(preview.warnings), tone: preview.warnings ? 'warn' : '', more: 'in usable rows'},
      ])}</div>
      <div class="split">
        <div>
          ${preview.format === 'parquet' ? nothing : panel('Reading', fileText(preview, this.text, text => this.decode(text)))}
          ${preview.columns.length ? panel('Columns', columnMap(preview, (column, field) => this.choose(column, field)), {flush: true}) : nothing}
        </div>
        <div>
          ${panel('Settings', html`<run-settings .settings=${this.settings} @settings=${event => this.change(event.detail)}></run-settings>`)}
          ${panel('Estimate', this.thought(preview))}
        </div>
      </div>
      ${preview.columns.length ? panel('First rows', firstRows(preview), {flush: true}) : nothing}
      ${preview.problems.length ? panel('Problems', problemTable(preview.problems), {flush: true}) : nothing}
      <div class="decide" role="toolbar" aria-label="Start">
        <button class="primary" ?disabled=${this.busy !== '' || preview.rows === 0} @click=${this.start}>${this.busy === 'start' ? (this.run?.state === 'queued' ? 'Waiting for the runner…' : 'Starting…') : `Start with ${number(preview.rows)} rows`}</button>
        ${this.run ? html`<button class="danger" ?disabled=${this.busy === 'cancelled'} @click=${this.cancel}>Cancel</button>` : html`<a class="button" href="#/start">Another file</a>`}
      </div>`;
  }

  thought(preview) {
    if (preview.rows === 0) {
      return html`<p class="soft nothing-yet">there is no row to classify</p>`;
    }
    if (this.estimate?.problem) {
      return html`<p class="bad" role="alert">${this.estimate.problem.message}</p>${this.estimate.problem.fix ? html`<p class="soft small">${this.estimate.problem.fix}</p>` : nothing}`;
    }
    return html`<div class="estimate" aria-live="polite">${this.estimate?.found ? estimateFacts(this.estimate.found) : loading(4, 'Estimating')}</div>`;
  }
}
customElements.define('start-view', StartView);
