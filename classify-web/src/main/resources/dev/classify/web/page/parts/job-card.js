import {Component, html, nothing} from '../core/component.js';
import {ago, compact, duration, exactly, money, number, percent, rate} from '../core/format.js';
import {href} from '../core/router.js';
import {costUnknown, isOpen, rowsDone, sourceName, waitsFor} from '../core/words.js';
import {jobBadge} from './badge.js';
import {progress} from './progress.js';
import './spark-line.js';

/** Two minutes of readings, one every two seconds. */
const HISTORY_MAX = 60;

/** One job in the list: how far it is, how fast, what it costs, and what it waits for. */
class JobCard extends Component {
  static properties = {job: {attribute: false}};

  constructor() {
    super();
    this.job = null;
    this.history = [];
  }

  willUpdate(changed) {
    if (changed.has('job')) {
      const sameJob = changed.get('job')?.job === this.job.job;
      this.history = [...(sameJob ? this.history : []), this.job.requestsLastMinute].slice(-HISTORY_MAX);
    }
  }

  view() {
    const job = this.job;
    const waits = waitsFor(job);
    return html`
      <article class="card job-card" aria-label="Job ${sourceName(job)}">
        <div class="job-title">
          <a href=${href(['jobs', job.job])} class="cut" title=${job.source}>${sourceName(job)}</a>
          <span class="soft small cut">${job.job} · <time datetime=${job.startedAt} title=${exactly(job.startedAt)}>${ago(job.startedAt)}</time></span>
        </div>
        ${jobBadge(job)}
        <div class="job-progress">
          <p><b>${compact(rowsDone(job))}</b> <span class="soft">of ${compact(job.rows)} rows</span>
            ${job.rejected ? html`<span class="bad">${number(job.rejected)} rejected</span>` : nothing}
            <span class="soft push">${this.left(job)}</span></p>
          ${progress(job)}
        </div>
        <div class="job-rate">${isOpen(job) ? this.rate(job) : nothing}</div>
        <div class="job-spend">
          <p>${costUnknown(job) ? html`<span class="soft">cost not known</span>` : html`<b>${money(job.spentUsd)}</b> <span class="soft">${job.budgetUsd ? `of ${money(job.budgetUsd)}` : 'spent'}</span>`}</p>
          <p class="soft small">${job.requests ? `${compact(job.requests)} requests` : 'no requests'}</p>
        </div>
        ${waits ? html`<p class="job-waits ${job.stopReason ? 'bad' : 'warn'}">${waits}</p>` : nothing}
      </article>`;
  }

  left(job) {
    return isOpen(job) && job.secondsLeft !== null ? `${duration(job.secondsLeft)} left` : percent(rowsDone(job) / Math.max(1, job.rows));
  }

  rate(job) {
    const now = rate(job.requestsLastMinute);
    return html`
      <p><b>${now}</b> <span class="soft">${job.requestsPerMinuteMax ? `of ${number(job.requestsPerMinuteMax)} ` : ''}requests/min</span></p>
      <spark-line .values=${this.history} .limit=${job.requestsPerMinuteMax}
        label="Requests per minute since this page was opened, now ${now}"></spark-line>`;
  }
}
customElements.define('job-card', JobCard);
