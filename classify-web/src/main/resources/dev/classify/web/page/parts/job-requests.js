import {Component, html, nothing} from '../core/component.js';
import {read} from '../core/api.js';
import {ago, exactly, millis, money, number} from '../core/format.js';
import {Loaded} from '../core/loaded.js';
import {badge} from './badge.js';
import {ask} from './confirm.js';
import {panel} from './facts.js';
import {shown} from './states.js';
import './request-exchange.js';

const TONES = {answered: 'good', sent: 'accent'};

/** The requests of a job to models, the latest first. */
class JobRequests extends Component {
  static properties = {jobId: {}, after: {state: true}};

  constructor() {
    super();
    this.after = null;
    this.requests = new Loaded(this, signal => read('/requests', {job: this.jobId, after: this.after, limit: 15}, signal), {live: true});
  }

  show({request}) {
    ask({title: 'Exchange with the model', content: html`<request-exchange .requests=${[request]}></request-exchange>`, wide: true});
  }

  turn(after) {
    this.after = after;
    this.requests.reload();
  }

  view() {
    return panel('Requests to models', shown(this.requests, page => this.table(page), 3), {flush: true});
  }

  table({items, next}) {
    if (items.length === 0) {
      return html`<p class="soft nothing-yet">no model was asked</p>`;
    }
    return html`
      <div class="scroll" tabindex="0" role="region" aria-label="Requests"><table>
        <thead><tr><th>Sent</th><th>Model</th><th>Outcome</th><th class="number">Rows</th><th class="number">Try</th>
          <th class="number">Tokens in</th><th class="number">out</th><th class="number">Cost</th><th class="number">Latency</th><th><span class="unseen">Exchange</span></th></tr></thead>
        <tbody>${items.map(request => this.row(request))}</tbody></table></div>
      <p class="pager">
        ${this.after ? html`<button @click=${() => this.turn(null)}>Latest</button>` : nothing}
        ${next ? html`<button @click=${() => this.turn(next)}>Older</button>` : nothing}</p>`;
  }

  row(request) {
    return html`
      <tr><td><time datetime=${request.sentAt} title=${exactly(request.sentAt)}>${ago(request.sentAt)}</time></td>
        <td class="nowrap">${request.model}</td><td title=${request.reason ?? ''}>${badge(request.outcome, TONES[request.outcome] ?? 'bad')}</td>
        <td class="number">${number(request.rows)}</td><td class="number">${request.attempt}</td>
        <td class="number">${number(request.tokensIn)}</td><td class="number">${number(request.tokensOut)}</td>
        <td class="number">${money(request.costUsd)}</td><td class="number">${millis(request.latencyMillis)}</td>
        <td class="number"><button class="link" @click=${() => this.show(request)} aria-label="Show what the model was told and said at ${exactly(request.sentAt)}">Show</button></td></tr>`;
  }
}
customElements.define('job-requests', JobRequests);
