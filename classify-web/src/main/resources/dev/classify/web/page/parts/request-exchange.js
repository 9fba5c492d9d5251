import {Component, html, nothing} from '../core/component.js';
import {read} from '../core/api.js';
import {millis, money, number} from '../core/format.js';
import {Loaded} from '../core/loaded.js';
import {may} from '../core/session.js';
import {facts} from './facts.js';
import {shown} from './states.js';

const ROLES = {system: 'Instructions', user: 'Asked', assistant: 'Answered'};

const FORGOTTEN = html`<p class="soft sub">The texts of this request are not known any more.</p>`;

/** Indents JSON; other text stays as it is. */
function readable(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

/** What a model was told and what it said, for reviewers. */
class RequestExchange extends Component {
  static properties = {requestId: {}};

  constructor() {
    super();
    this.request = new Loaded(this, signal => read(`/requests/${encodeURIComponent(this.requestId)}`, {}, signal));
  }

  view() {
    if (!may('reviewer')) {
      return html`<p class="soft">What a model was told and said is shown to reviewers. Your role is viewer.</p>`;
    }
    return this.request.problem?.status === 404 ? FORGOTTEN : shown(this.request, request => this.exchange(request), 6);
  }

  exchange(request) {
    return html`
      ${facts([
        {label: 'Model', value: request.model},
        {label: 'Tokens in', value: number(request.tokensIn), more: request.tokensCached ? `${number(request.tokensCached)} cached` : ''},
        {label: 'Tokens out', value: number(request.tokensOut)},
        {label: 'Cost', value: money(request.costUsd)},
        {label: 'Latency', value: millis(request.latencyMillis)},
      ])}
      ${request.reason ? html`<p class="bad">${request.reason}</p>` : nothing}
      ${request.messages?.length ? request.messages.map(message => this.message(message)) : FORGOTTEN}`;
  }

  /** The instructions are the same in every request, and long: they open on demand. */
  message({role, content}) {
    const title = ROLES[role] ?? role;
    const text = html`<pre class="source" tabindex="0" aria-label=${title}>${readable(content)}</pre>`;
    return role === 'system' ? html`<details><summary class="sub">${title}</summary>${text}</details>` : html`<h3 class="sub">${title}</h3>${text}`;
  }
}
customElements.define('request-exchange', RequestExchange);
