import {Component, html, nothing} from '../core/component.js';
import {read} from '../core/api.js';
import {ago, bytes, exactly, number, rate} from '../core/format.js';
import {Loaded} from '../core/loaded.js';
import {badge} from '../parts/badge.js';
import {facts, panel} from '../parts/facts.js';
import {restateReport} from '../parts/restate-report.js';
import {shown} from '../parts/states.js';
import {styled} from '../core/styled.js';

/** Jobs may stand still, so nothing tells that something has changed. */
const READ_MS = 5_000;

/** A look at Restate asks every node. */
const LOOK_MS = 15_000;

/** What the workers know of the cluster, and what another program reports about Restate. */
class ClusterView extends Component {
  constructor() {
    super();
    this.asked = 0;
    this.cluster = new Loaded(this, signal => read('/cluster', {refresh: this.isDue() ? 'true' : ''}, signal), {live: true});
  }

  connectedCallback() {
    super.connectedCallback();
    this.timer = setInterval(() => document.visibilityState === 'visible' && this.cluster.reload(), READ_MS);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.timer);
  }

  /** Whether to ask for a new look at Restate, for as long as somebody sees this screen. */
  isDue() {
    const due = Date.now() - this.asked >= LOOK_MS;
    this.asked = due ? Date.now() : this.asked;
    return due;
  }

  view() {
    return html`<div class="page-head"><h1>Cluster</h1></div>${shown(this.cluster, cluster => this.whole(cluster), 8)}`;
  }

  whole({workers, budgets, database, restate}) {
    return html`
      <div class="panels">
        ${panel(`Workers in the last hour`, workers.length ? this.workers(workers) : html`<p class="soft nothing-yet">no worker has done anything</p>`, {flush: true, wide: true})}
        ${budgets.length ? budgets.map(budget => this.budget(budget)) : panel('Budget of models', html`<p class="soft nothing-yet">no model was asked yet</p>`)}
        ${panel('Database', facts([
          {label: 'PostgreSQL', value: database.version},
          {label: 'TimescaleDB', value: database.timescaledb ?? 'none'},
          {label: 'Schema', value: database.schema},
          {label: 'Size', value: bytes(database.bytes)},
          {label: 'Connections', value: `${number(database.connections)} of ${number(database.connectionsMax)}`},
        ]))}
      </div>
      ${restateReport(restate)}
      <p class="soft small foot"><code>classify cluster verify</code> also sends rows through every node and takes a snapshot.</p>`;
  }

  workers(workers) {
    return html`<div class="scroll" tabindex="0" role="region" aria-label="Table of workers"><table>
      <thead><tr><th>Worker</th><th>Last at work</th><th class="number">Batches in an hour</th><th class="number">Rows per minute</th><th class="number">Requests per minute</th><th class="number">In flight</th></tr></thead>
      <tbody>${workers.map(worker => html`<tr><td><b>${worker.worker}</b></td><td title=${exactly(worker.lastSeenAt)}>${ago(worker.lastSeenAt)}</td>
        <td class="number">${number(worker.batchesLastHour)}</td><td class="number">${number(worker.rowsLastMinute)}</td>
        <td class="number">${number(worker.requestsLastMinute)}</td><td class="number">${number(worker.requestsInFlight)}</td></tr>`)}</tbody></table></div>`;
  }

  budget(budget) {
    const {requestsLastMinute: now, requestsPerMinuteMax: most, breaker} = budget;
    const share = Math.min(1, now / most);
    return panel(budget.model, html`
      <p class="soft small">${budget.budget}</p>
      <p><b class="big">${rate(now)}</b> <span class="soft">${most ? `of ${number(most)} ` : ''}requests in the last minute</span></p>
      ${most ? html`<div class="progress"><i class="classified" ${styled({width: `${share * 100}%`})}></i></div>` : nothing}
      ${budget.heldUntil ? html`<p class="warn">The provider holds requests back until ${exactly(budget.heldUntil)}.</p>` : nothing}
      ${breaker.lastFailure ? html`<p class="bad">${breaker.lastFailure}${breaker.nextTry ? `, next try ${exactly(breaker.nextTry)}` : ''}</p>` : nothing}`,
      {aside: breaker.open ? badge('its server fails', 'bad') : badge('works', 'good')});
  }
}
customElements.define('cluster-view', ClusterView);
