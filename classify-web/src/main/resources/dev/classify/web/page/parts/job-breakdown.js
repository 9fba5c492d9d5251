import {Component, html, nothing} from '../core/component.js';
import {read, write} from '../core/api.js';
import {compact, number} from '../core/format.js';
import {Loaded} from '../core/loaded.js';
import {href} from '../core/router.js';
import {may} from '../core/session.js';
import {attempt, tell} from '../core/toast.js';
import {valueWords} from '../core/words.js';
import {bars} from './bars.js';
import {ask} from './confirm.js';
import {panel} from './facts.js';
import {histogram} from './histogram.js';
import {shown} from './states.js';
import './rejected-rows.js';

/** The stage of rows that a person has rejected, which nobody asks about again. */
const BY_PEOPLE = 'review';

/** Adds up rows that have the same value of a key. */
function sums(entries, key) {
  const byValue = Map.groupBy(entries, entry => entry[key]);
  return [...byValue].map(([value, same]) => ({value, count: same.reduce((sum, entry) => sum + entry.rows, 0)}));
}

/** How the answers and the work of a job are spread, and what failed. */
class JobBreakdown extends Component {
  static properties = {jobId: {}, busy: {state: true}};

  constructor() {
    super();
    this.busy = false;
    this.breakdown = new Loaded(this, signal => read(`/jobs/${encodeURIComponent(this.jobId)}/breakdown`, {}, signal), {live: true});
  }

  view() {
    return shown(this.breakdown, breakdown => html`<div class="panels">${this.spread(breakdown)}</div>${this.failures(breakdown.failures)}`, 6);
  }

  spread({families, confidences, byWorker, byNode, tokens}) {
    const linked = field =>
      sums(families, field).map(({value, count}) => ({label: valueWords(value), count, href: href(['results'], {job: this.jobId, [field]: value})}));
    const link = ({from, to}) => href(['results'], {job: this.jobId, confidenceFrom: from, confidenceBelow: to < 1 ? to : ''});
    return html`
      ${panel('Families', bars(linked('family')))}
      ${panel('Types', bars(linked('indicatorType')))}
      ${panel('Confidence', histogram(confidences.map(({from, to, rows}) => ({from, to, count: rows})), link))}
      ${panel('Rows by worker', html`
        ${bars(byWorker.map(({worker, rows}) => ({label: worker, count: rows})), {rowsMax: 6})}
        <h3 class="sub">Rows by Restate node</h3>
        ${bars(byNode.map(({node, rows}) => ({label: node ?? 'unknown', count: rows})), {rowsMax: 6})}
        <h3 class="sub">Tokens</h3>
        ${bars([{label: 'in, not cached', count: tokens.in - tokens.cached}, {label: 'in, cached', count: tokens.cached}, {label: 'out', count: tokens.out}], {format: compact})}`)}`;
  }

  failures(failures) {
    const count = failures.reduce((sum, failure) => sum + failure.rows, 0);
    const retry = failure => html`<button ?disabled=${this.busy} @click=${() => this.retry(failure)}
      aria-label=${failure ? `Retry ${failure.reason}` : nothing}>Retry${failure ? '' : ` all ${number(count)}`}</button>`;
    return panel('Failures', failures.length === 0 ? html`<p class="soft nothing-yet">no row is rejected</p>` : html`
      <div class="scroll" tabindex="0" role="region" aria-label="Failures by reason"><table>
        <thead><tr><th>Reason</th><th>Stage</th><th class="number">Rows</th><th><span class="unseen">Retry</span></th></tr></thead>
        <tbody>${failures.map(failure => html`
          <tr><td class="reason">${failure.reason}</td><td class="soft">${failure.stage}</td>
            <td class="number"><button class="link" @click=${() => this.rows(failure)} aria-label="Show ${failure.rows} rows: ${failure.reason}">${number(failure.rows)}</button></td>
            <td class="number">${may('operator') && failure.stage !== BY_PEOPLE ? retry(failure) : nothing}</td></tr>`)}
        </tbody></table></div>`, {aside: failures.length > 1 && may('operator') ? retry(null) : nothing, flush: true});
  }

  rows({stage, reason}) {
    ask({title: reason, content: html`<rejected-rows .jobId=${this.jobId} .stage=${stage} .reason=${reason}></rejected-rows>`, wide: true});
  }

  /** @param failure null for all */
  async retry(failure) {
    this.busy = true;
    const body = failure ? {stage: failure.stage, reason: failure.reason} : {};
    await attempt(async () => {
      const {rows, queued} = await write(`/jobs/${encodeURIComponent(this.jobId)}/retry`, body);
      tell(`${number(rows)} rows are asked about again.`, {fix: queued ? 'The runner begins as soon as it is free.' : 'Run the command of this job again: only it has the input.'});
    });
    this.busy = false;
    this.breakdown.reload();
    this.dispatchEvent(new CustomEvent('retried'));
  }
}
customElements.define('job-breakdown', JobBreakdown);
