import {Component, html, nothing} from '../core/component.js';
import {read, upload} from '../core/api.js';
import {ago, confidence, exactly, number, percent} from '../core/format.js';
import {Loaded} from '../core/loaded.js';
import {go, href} from '../core/router.js';
import {may} from '../core/session.js';
import {attempt} from '../core/toast.js';
import {panel} from '../parts/facts.js';
import {empty, shown} from '../parts/states.js';
import '../parts/line-chart.js';
import '../parts/read-models.js';

const PAGE = 25;

/** The mean of the accuracies of the fields. */
export const meanAccuracy = ({fields}) => fields.reduce((sum, {accuracy}) => sum + accuracy.share, 0) / Math.max(1, fields.length);

/** Answers compared with labels: stored evaluations over time, and a form for a new one. */
class QualityView extends Component {
  static properties = {query: {attribute: false}, busy: {state: true}};

  constructor() {
    super();
    this.query = new URLSearchParams();
    this.busy = false;
    this.evaluations = new Loaded(this, signal => read('/evaluations', {after: this.query.get('after'), limit: PAGE}, signal));
    this.jobs = new Loaded(this, signal => read('/jobs', {limit: 100}, signal));
  }

  willUpdate(changed) {
    if (changed.get('query')) {
      this.evaluations.restart();
    }
  }

  async evaluate(event) {
    event.preventDefault();
    const form = new FormData(event.target);
    const file = form.get('gold');
    this.busy = true;
    await attempt(async () => {
      const made = await upload('/evaluations', {gold: file.name, name: form.get('name'), job: form.get('job')}, file);
      go(href(['quality', made.evaluation]));
    });
    this.busy = false;
  }

  view() {
    return html`
      <div class="page-head"><h1>Quality</h1>
        <div class="actions"><a class="button" href="/api/v1/review-labels.csv" download>Labels out of review</a>
          <a class="button" href="/api/v1/review-inputs.csv" download>Their rows</a>
          <a class="button" href="/api/v1/review-examples.json" download>Examples for prompts</a></div>
      </div>
      ${may('reviewer') ? panel('Compare answers with labels', this.form()) : nothing}
      ${shown(this.evaluations, page => html`${this.list(page)}<read-models></read-models>`, 5)}`;
  }

  form() {
    return html`<form class="evaluate" @submit=${this.evaluate}>
      <label class="stack">File of labels <input type="file" name="gold" required accept=".csv,.jsonl,.ndjson,text/csv"></label>
      <label class="stack">Answers <select name="job"><option value="">the newest</option>
        ${(this.jobs.value?.items ?? []).map(job => html`<option value=${job.job} ?selected=${job.job === this.query.get('job')}>${job.job}</option>`)}</select></label>
      <label class="stack">Name <input name="name" maxlength="200" placeholder="that of the file"></label>
      <button class="primary" ?disabled=${this.busy}>${this.busy ? 'Comparing …' : 'Evaluate'}</button>
      <p class="soft small">CSV or JSONL with an <code>indicator_id</code>, a column for each labelled field and, if you like, <code>doubt</code>. At most 4 MiB and 2,000 rows.</p>
    </form>`;
  }

  list({items, next}) {
    if (items.length === 0) {
      return empty('No evaluation yet.', 'Compare answers with a file of labels, and see which fields to trust.');
    }
    const old = [...items].reverse();
    return html`
      ${items.length > 1 ? panel('Over time', html`<line-chart label="Share that is right, in percent, by the time of the evaluation"
        .times=${old.map(one => new Date(one.createdAt) / 1_000)} .format=${value => value.toFixed(1)}
        .series=${[{label: 'right in a field, mean, %', color: 1, values: old.map(one => meanAccuracy(one.summary) * 100)},
          {label: 'right in all fields, %', color: 2, values: old.map(one => one.summary.allRight.share * 100)}]}></line-chart>`) : nothing}
      ${panel('Evaluations', html`<div class="scroll" tabindex="0" role="region" aria-label="Evaluations"><table>
        <thead><tr><th>Name</th><th>Answers</th><th class="number">Rows</th><th class="number">Right in a field</th><th class="number">Right in all</th><th class="number">95 %</th><th class="number">Calibration error</th><th>By</th></tr></thead>
        <tbody>${items.map(one => this.row(one))}</tbody></table></div>`, {flush: true})}
      ${next ? html`<p class="pager"><a class="button" href=${href(['quality'], {after: next})}>Older evaluations</a></p>` : nothing}`;
  }

  row({evaluation, name, job, createdAt, createdBy, summary}) {
    const {allRight} = summary;
    return html`<tr><td class="nowrap"><a href=${href(['quality', evaluation])}>${name}</a></td>
      <td class="nowrap">${job ? html`<a href=${href(['jobs', job])}>${job}</a>` : 'the newest'}</td>
      <td class="number">${number(summary.answered)}<span class="soft"> of ${number(summary.labelled)}</span></td>
      <td class="number">${percent(meanAccuracy(summary))}</td><td class="number"><b>${percent(allRight.share)}</b></td>
      <td class="number soft">${percent(allRight.low)} to ${percent(allRight.high)}</td>
      <td class="number">${confidence(summary.calibrationError)}</td>
      <td class="nowrap">${createdBy} <time class="soft small" datetime=${createdAt} title=${exactly(createdAt)}>${ago(createdAt)}</time></td></tr>`;
  }
}
customElements.define('quality-view', QualityView);
