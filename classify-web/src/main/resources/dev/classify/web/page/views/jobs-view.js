import {Component, html, nothing} from '../core/component.js';
import {read} from '../core/api.js';
import {Loaded} from '../core/loaded.js';
import {compact, money, rate} from '../core/format.js';
import {href} from '../core/router.js';
import {may} from '../core/session.js';
import {repeat} from '../lib/lit-html/directives/repeat.js';
import {facts} from '../parts/facts.js';
import {empty, shown} from '../parts/states.js';
import '../parts/job-card.js';

const FILTERS = [['', 'All'], ['running', 'Running'], ['paused', 'Paused'], ['detached', 'Detached'], ['stopped', 'Stopped'], ['complete', 'Complete']];

/** All jobs, the latest first, as they are at this moment. */
class JobsView extends Component {
  static properties = {query: {attribute: false}};

  constructor() {
    super();
    this.query = new URLSearchParams();
    this.jobs = new Loaded(this, signal => this.load(signal), {live: true});
    this.summary = new Loaded(this, signal => read('/summary', {}, signal), {live: true});
  }

  load(signal) {
    return read('/jobs', {state: this.query.get('state'), after: this.query.get('after'), limit: 25}, signal);
  }

  willUpdate(changed) {
    if (changed.get('query')) {
      this.jobs.restart();
    }
  }

  view() {
    return html`
      <div class="page-head">
        <h1>Jobs</h1>
        <nav class="chips" aria-label="State">${FILTERS.map(([state, label]) => html`
          <a href=${href(['jobs'], {state})} aria-current=${state === (this.query.get('state') ?? '') ? 'true' : nothing}>${label}</a>`)}
        </nav>
        ${may('operator') ? html`<div class="actions"><a class="button primary" href="#/start">Start a job</a></div>` : nothing}
      </div>
      ${this.figures(this.summary.value)}
      ${shown(this.jobs, page => this.list(page), 4)}`;
  }

  /** The figures of all jobs; their place is kept until they are there. */
  figures(summary) {
    const show = (value, format) => (summary ? format(value) : '–');
    return html`<div class="panel">${facts([
      {label: 'Rows/min', value: show(summary?.rowsLastMinute, compact)},
      {label: 'Requests/min', value: show(summary?.requestsLastMinute, rate)},
      {label: 'Spent today', value: show(summary?.spentUsdToday, money)},
      {label: 'Answers', value: html`<a href="#/results">${show(summary?.answers, compact)}</a>`},
      {label: 'Wait for review', value: html`<a href="#/review">${show(summary?.toReview, compact)}</a>`},
    ])}</div>`;
  }

  list({items, next}) {
    if (items.length === 0) {
      return this.query.get('state')
        ? empty('No job is in this state.', 'Others may be.', html`<a class="button" href="#/jobs">Show all jobs</a>`)
        : empty('No job yet.', 'Start one with a file here, or by a command:', html`<pre class="command">classify local run samples/indicators.csv</pre>`);
    }
    return html`
      <ul class="cards">${repeat(items, job => job.job, job => html`<li><job-card .job=${job}></job-card></li>`)}</ul>
      ${next ? html`<p class="pager"><a class="button" href=${href(['jobs'], {state: this.query.get('state'), after: next})}>Older jobs</a></p>` : nothing}`;
  }
}
customElements.define('jobs-view', JobsView);
