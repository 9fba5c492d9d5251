import {Component, html, nothing} from '../core/component.js';
import {read} from '../core/api.js';
import {millis, money, number} from '../core/format.js';
import {Loaded} from '../core/loaded.js';
import {may} from '../core/session.js';
import {facts} from './facts.js';
import {shown} from './states.js';

const ROLES = {system: 'Instructions', user: 'Asked', assistant: 'Answered'};

const FORGOTTEN = html`<p class="soft sub">What was said is not known any more.</p>`;

/** More than a batch of 50 rows sends, unless it asks about each alone. */
const REQUESTS_MAX = 20;

/** Indents JSON; other text stays as it is. */
function readable(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

/** The instructions are the same in every request, and long: they open on demand. */
function messageText({role, content}) {
  const title = ROLES[role] ?? role;
  const text = html`<pre class="source" tabindex="0" aria-label=${title}>${readable(content)}</pre>`;
  return role === 'system' ? html`<details><summary class="sub">${title}</summary>${text}</details>` : html`<h3 class="sub">${title}</h3>${text}`;
}

/** Whether the indicators of a request, which are JSON, have one of this name. */
const asksAbout = ({messages}, name) => (messages ?? []).some(({role, content}) => role === 'user' && content.includes(JSON.stringify(name)));

/** What a model was told and what it said in one request. */
const exchange = request => html`
  ${facts([
    {label: 'Model', value: request.model},
    {label: 'Tokens in', value: number(request.tokensIn), more: request.tokensCached ? `${number(request.tokensCached)} cached` : ''},
    {label: 'Tokens out', value: number(request.tokensOut)},
    {label: 'Cost', value: money(request.costUsd)},
    {label: 'Latency', value: millis(request.latencyMillis)},
  ])}
  ${request.reason ? html`<p class="bad">${request.reason}</p>` : nothing}
  ${request.messages?.length ? request.messages.map(messageText) : FORGOTTEN}`;

/**
 * What a model was told and what it said, for reviewers.
 *
 * `requests` are the ids of those that may be meant; of several, the one that asks about the name
 * `about` is shown.
 */
class RequestExchange extends Component {
  static properties = {requests: {attribute: false}, about: {}};

  constructor() {
    super();
    this.requests = [];
    this.about = null;
    this.found = new Loaded(this, signal => this.find(signal));
  }

  /** Reads one request after another until one asks about the name; null if none does. */
  async find(signal) {
    for (const id of may('reviewer') ? this.requests.slice(0, REQUESTS_MAX) : []) {
      const request = await read(`/requests/${encodeURIComponent(id)}`, {}, signal);
      if (this.about === null || asksAbout(request, this.about)) {
        return request;
      }
    }
    return null;
  }

  view() {
    if (!may('reviewer')) {
      return html`<p class="soft">What a model was told and said is shown to reviewers. Your role is viewer.</p>`;
    }
    return this.found.problem?.status === 404 ? FORGOTTEN : shown(this.found, request => (request ? exchange(request) : FORGOTTEN), 6);
  }
}
customElements.define('request-exchange', RequestExchange);
