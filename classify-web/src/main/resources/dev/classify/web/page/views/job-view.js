import {Component, html, nothing} from '../core/component.js';
import {read, write} from '../core/api.js';
import {ago, compact, duration, exactly, money, number, percent, rate} from '../core/format.js';
import {Loaded} from '../core/loaded.js';
import {href} from '../core/router.js';
import {may} from '../core/session.js';
import {withdraw} from '../core/tasks.js';
import {attempt} from '../core/toast.js';
import {costUnknown, isOpen, mayContinue, rowsDone, sourceName, waitsFor} from '../core/words.js';
import {keyed} from '../lib/lit-html/directives/keyed.js';
import {jobBadge} from '../parts/badge.js';
import {ask} from '../parts/confirm.js';
import {facts} from '../parts/facts.js';
import {progress} from '../parts/progress.js';
import {rowProblems} from '../parts/row-problems.js';
import {shown} from '../parts/states.js';
import '../parts/job-breakdown.js';
import '../parts/job-charts.js';
import '../parts/job-requests.js';

/** One job: its progress, its charts, what failed, and the requests to models. */
class JobView extends Component {
  static properties = {jobId: {}, busy: {state: true}};

  constructor() {
    super();
    this.busy = false;
    this.job = new Loaded(this, signal => read(`/jobs/${encodeURIComponent(this.jobId)}`, {}, signal), {live: true});
    this.input = new Loaded(this, signal => read(`/jobs/${encodeURIComponent(this.jobId)}/input`, {}, signal), {live: true});
  }

  willUpdate(changed) {
    if (changed.get('jobId')) {
      this.job.restart();
      this.input.restart();
    }
  }

  async act(verb, done) {
    this.busy = true;
    await attempt(() => write(`/jobs/${encodeURIComponent(this.jobId)}/${verb}`), done);
    this.busy = false;
    this.job.reload();
    this.input.reload();
  }

  /** A run that waits for the runner; undefined if none does. */
  get queued() {
    const run = this.input.value?.task;
    return run?.state === 'queued' ? run : undefined;
  }

  async withdraw(run) {
    this.busy = true;
    await attempt(() => withdraw(run.task), 'The run is cancelled.');
    this.busy = false;
    this.input.reload();
  }

  async cancel() {
    const sure = await ask({
      title: 'Cancel this job?',
      content: html`<p>Its waiting batches end. Answers that are stored stay, and the job can be continued later.</p>`,
      action: 'Cancel the job',
      danger: true,
    });
    if (sure) {
      this.act('cancel', 'The job is cancelled.');
    }
  }

  actions(job) {
    const queued = this.queued;
    const left = mayContinue(job) && !queued && this.input.value?.upload;
    if (!may('operator') || !(isOpen(job) || left || queued)) {
      return nothing;
    }
    return html`
      <div class="actions">
        ${queued ? html`<button ?disabled=${this.busy} @click=${() => this.withdraw(queued)}>Cancel the waiting run</button>` : nothing}
        ${left
          ? html`<button class="primary" ?disabled=${this.busy} @click=${() => this.act('resume', 'The job continues as soon as the runner is free.')}>Continue</button>`
          : job.state === 'paused'
          ? html`<button class="primary" ?disabled=${this.busy} @click=${() => this.act('resume', 'The job continues.')}>Resume</button>`
          : !isOpen(job) ? nothing : html`<button ?disabled=${this.busy} @click=${() => this.act('pause', 'The job is paused. Requests that are under way still end.')}>Pause</button>`}
        ${isOpen(job) ? html`<button class="danger" ?disabled=${this.busy} @click=${this.cancel}>Cancel</button>` : nothing}
      </div>`;
  }

  view() {
    return shown(this.job, job => this.whole(job), 6);
  }

  whole(job) {
    const waits = waitsFor(job);
    return html`
      <div class="page-head">
        <p class="crumb"><a href="#/jobs">Jobs</a></p>
        <h1 class="cut" title=${job.source}>${sourceName(job)}</h1>${jobBadge(job)}
        ${this.actions(job)}
      </div>
      ${waits ? html`<p class="notice ${job.stopReason ? 'bad' : 'warn'}" role="status">${waits}</p>` : nothing}
      ${this.queued ? html`<p class="notice" role="status">A run of this job waits for the runner.</p>` : nothing}
      <div class="panel headline">${progress(job)}${this.facts(job)}</div>
      ${keyed(job.job, html`
        <job-charts .jobId=${job.job}></job-charts>
        <job-breakdown .jobId=${job.job} @retried=${() => this.job.reload()}></job-breakdown>
        ${rowProblems(this.input.value?.rowProblems ?? [], job.refused)}
        <job-requests .jobId=${job.job}></job-requests>`)}
      <p class="soft small foot">${job.job} · ${job.source} · ${job.provider} · started <time datetime=${job.startedAt} title=${exactly(job.startedAt)}>${ago(job.startedAt)}</time>
        ${job.finishedAt ? html` · finished <time datetime=${job.finishedAt} title=${exactly(job.finishedAt)}>${ago(job.finishedAt)}</time>` : nothing}</p>`;
  }

  facts(job) {
    const done = rowsDone(job);
    return facts([
      {label: 'Rows done', value: percent(done / Math.max(1, job.rows)), more: `${number(done)} of ${number(job.rows)}`},
      {label: 'Classified', value: html`<a href=${href(['results'], {job: job.job})}>${compact(job.classified)}</a>`, more: job.standIns ? `${number(job.standIns)} by the rules for a model` : `${number(job.unchanged)} unchanged`},
      {label: 'Rejected', value: compact(job.rejected), tone: job.rejected ? 'bad' : '', more: job.refused ? `${number(job.refused)} unusable in the input` : 'none unusable'},
      isOpen(job)
        ? {label: 'Requests per minute', value: rate(job.requestsLastMinute), more: job.requestsPerMinuteMax ? `of at most ${number(job.requestsPerMinuteMax)}` : `${compact(job.requests)} requests in all`}
        : {label: 'Requests', value: compact(job.requests), more: 'to models'},
      {label: 'Spent', value: costUnknown(job) ? 'not known' : money(job.spentUsd), more: job.budgetUsd ? `of at most ${money(job.budgetUsd)}` : 'without a limit'},
      isOpen(job)
        ? {label: 'Time left', value: duration(job.secondsLeft), more: `since ${ago(job.startedAt)}`.replace(' ago', '')}
        : {label: 'Took', value: duration((new Date(job.finishedAt ?? job.startedAt) - new Date(job.startedAt)) / 1_000), more: ago(job.finishedAt)},
    ]);
  }
}
customElements.define('job-view', JobView);
